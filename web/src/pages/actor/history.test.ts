import { describe, expect, it } from 'vitest';
import { historyOf, holds, interim, officeAt, websiteOf } from './history';

const NOW = '2026-11-22T00:00:00Z';
const tenure = (person: string, from: string | null, to: string | null) => ({ person, office: 'o', from, to, source: '' });

describe('an office', () => {
  it('is vacant when nobody holds it now', () => {
    const office = officeAt([tenure('a', '2010-01-01T00:00:00Z', '2020-01-01T00:00:00Z'), tenure('b', null, '2024-01-01T00:00:00Z')], NOW);
    expect(office).toMatchObject({ state: 'vacant', now: [] });
    expect(office.before.map((one) => one.person)).toEqual(['b', 'a']);
  });
  it('may be held by one or by several', () => {
    expect(officeAt([tenure('a', '2020-01-01T00:00:00Z', null)], NOW).state).toBe('held');
    expect(officeAt([tenure('a', null, null), tenure('b', null, null)], NOW).state).toBe('joint');
    expect(officeAt([tenure('a', null, null), tenure('a', '2025-01-01T00:00:00Z', null)], NOW).state).toBe('held');
  });
  it('ends at the moment that is named, not after it', () => {
    expect(holds({ from: '2026-01-01T00:00:00Z', to: NOW }, NOW)).toBe(false);
    expect(holds({ from: NOW, to: null }, NOW)).toBe(true);
  });
  it('says when a title is for the time being', () => {
    expect(['Interim Prime Minister', 'Acting President', 'Transition President'].every(interim)).toBe(true);
    expect([null, 'President', 'Prime Minister of the Interior'].some(interim)).toBe(false);
  });
});

describe('accounts', () => {
  const x = (handle: string, native_id: string | null, from: string | null, to: string | null) => ({ network: 'x', handle, native_id, from, to, source: '', proof: 'source' });
  const fates = (accounts: ReturnType<typeof x>[]) => Object.fromEntries(historyOf(accounts, NOW).map((row) => [`${row.account.handle} ${row.account.to ?? ''}`.trim(), row.now ? `${row.fate} ${row.now.handle}` : row.fate]));
  it('that were renamed name their new handle', () => {
    expect(fates([x('old', null, null, '2020-01-01'), x('new', '7', null, null)])).toEqual({ new: 'open', 'old 2020-01-01': 'renamed new' });
    expect(fates([x('old', '7', null, '2020-01-01'), x('new', '7', '2020-01-01', null), x('other', '8', null, null)])['old 2020-01-01']).toBe('renamed new');
  });
  it('whose handle went to another account say so', () => {
    expect(fates([x('POTUS', '1', null, '2017-01-20'), x('potus', '2', '2017-01-20', null)])['POTUS 2017-01-20']).toBe('passed potus');
  });
  it('that ended without an heir are closed, and stand last', () => {
    const rows = historyOf([x('gone', '1', null, '2017-01-20'), x('here', '2', null, null), { ...x('feed', null, null, null), network: 'feed' }], NOW);
    expect(rows.map((row) => `${row.account.handle} ${row.fate}`)).toEqual(['feed open', 'here open', 'gone closed']);
  });
});

it('takes the website out of a remark', () => {
  expect(websiteOf('website https://www.diplomatie.gouv.fr/; generic name')).toEqual({ website: 'https://www.diplomatie.gouv.fr/', rest: 'generic name' });
  expect(websiteOf(null)).toEqual({ website: '', rest: '' });
});

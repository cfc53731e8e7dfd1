import { describe, expect, it } from 'vitest';
import type { PresencePoint, PresenceRow } from '../../api/types';
import { byCountry, lines, months, neighbour, steps, tally, years, type State } from './standing';

const row = (country: string, network: string, state: State, accounts = 1): PresenceRow => ({ country, name_en: country, name_fr: country, network, state, accounts, actors: 1, status: 'un-member', since: '2020-01-01T00:00:00Z', since_by: 'from' });

describe('a country', () => {
  const standings = byCountry([row('FRA', 'x', 'left', 0), row('FRA', 'bluesky', 'posting', 2), row('FRA', 'feed', 'listed'), row('DEU', 'x', 'silent'), row('KEN', 'x', 'left', 0)]);
  it('stands as on the best of its networks', () => {
    expect(standings.get('FRA')).toMatchObject({ state: 'posting', networks: ['bluesky', 'feed'], accounts: 3 });
    expect(standings.get('DEU')).toMatchObject({ state: 'silent', networks: [] });
  });
  it('is counted once, and who has no account listed is named', () => {
    expect(tally(['FRA', 'DEU', 'KEN', 'MAR'], standings)).toEqual({ present: 1, silent: 1, left: 1, none: ['MAR'] });
  });
});

describe('lines over time', () => {
  const point = (network: string, value: number): PresencePoint => ({ period: '2020', at: '', network, value, dated: 0, silent: 0, left: 0, others: 0, members: 193 });
  it('stand in the order of their last value, all together first, without empty ones', () => {
    expect(lines([point('x', 3), point('feed', 9), point('any', 1), point('telegram', 0)]).map((line) => line.network)).toEqual(['any', 'feed', 'x']);
  });
  it('hold each value until the next', () => {
    expect(steps([0, 10, 5], 10, 90, 20)).toBe('M0 20H30V0H60V10H90');
    expect(steps([10], 10, 90, 20)).toBe('M0 0H90');
    expect(steps([], 10, 90, 20)).toBe('');
  });
});

describe('the choice of time', () => {
  it('goes from the first year known to the clock', () => {
    expect(years('2024-05-01T00:00:00Z', '2026-11-22T00:00:00Z')).toEqual(['2026', '2025', '2024']);
    expect(months('2026', '2026-03-22T00:00:00Z')).toEqual(['2026-01', '2026-02', '2026-03']);
    expect(months('2025', '2026-03-22T00:00:00Z')).toHaveLength(12);
  });
  it('steps by its own kind of period and stays within', () => {
    expect(neighbour('2025-12', 1, '2020', '2026-03-22')).toBe('2026-01');
    expect(neighbour('2026-03', 1, '2020', '2026-03-22')).toBe('');
    expect(neighbour('2020', -1, '2020-06-01', '2026-03-22')).toBe('');
    expect(neighbour('2021', -1, '2020-06-01', '2026-03-22')).toBe('2020');
  });
});

import { describe, expect, it } from 'vitest';
import { editDistance, read, readable, readRange, toApi, write, type PageSpec } from './codec';
import { SPECS } from './pages';

const map: PageSpec = SPECS.map;
const posts: PageSpec = SPECS.posts;

describe('reading an address', () => {
  it('fills in the defaults of the page', () => {
    const { filters, notices } = read('', map);
    expect(filters).toMatchObject({ t: '24h', m: 'posts', how: 'all', view: 'world', c: '', sel: '' });
    expect(notices).toEqual([]);
  });
  it('takes lists, in capitals, each item once', () => {
    expect(read('?c=fra,DEU,FRA', map).filters.c).toBe('FRA,DEU');
    expect(read('?network=mastodon,bluesky', map).filters.network).toBe('mastodon,bluesky');
  });
  it('ignores an unknown key, and names the nearest', () => {
    expect(read('?netwrok=x', map).notices).toEqual([{ kind: 'unknown', key: 'netwrok', nearest: 'network' }]);
    expect(read('?utm_source=x', map).notices).toEqual([{ kind: 'unknown', key: 'utm_source', nearest: '' }]);
  });
  it('replaces a bad value by the default, with a notice', () => {
    const { filters, notices } = read('?t=yesterday&how=shout', map);
    expect(filters).toMatchObject({ t: '24h', how: 'all' });
    expect(notices.map((notice) => notice.kind)).toEqual(['bad', 'bad']);
  });
  it.each(['c=FR', 'c=FRA,DEU,ITA,ESP,POL,PRT,NLD', 'c=ZZZ', 'm=<script>', 'view=moon', 'network=myspace'])('refuses %s', (query) => {
    expect(read(`?${query}`, map, new Set(['FRA', 'DEU', 'ITA', 'ESP', 'POL', 'PRT', 'NLD'])).notices).toHaveLength(1);
  });
  it('treats an empty value as not given', () => {
    expect(read('?c=&q=', posts)).toMatchObject({ notices: [], filters: { c: '', q: '' } });
  });
  it('folds a tag', () => {
    expect(read('?tag=%23COP30', posts).filters.tag).toBe('cop30');
  });
});

describe('ranges', () => {
  it('takes dates and instants, half-open', () => {
    expect(readRange('2026-11-01..2026-11-08')).toEqual({ from: '2026-11-01', to: '2026-11-08' });
    expect(readRange('2026-11-01T10:00Z..2026-11-01T11:00Z')).not.toBeNull();
  });
  it.each(['2026-11-08..2026-11-01', '2026-11-01..2026-11-01', '2026-13-01..2026-14-01', '2026-11-01', '..'])('refuses %s', (text) => {
    expect(readRange(text)).toBeNull();
  });
});

describe('writing an address', () => {
  it('leaves defaults out and keeps a fixed order', () => {
    expect(write({ how: 'reply', t: '24h', c: 'FRA,DEU' }, map)).toBe('?c=FRA,DEU&how=reply');
    expect(write({ t: '24h' }, map)).toBe('');
  });
  it('drops what the page does not know', () => {
    expect(write({ q: 'x', t: '7d' }, map)).toBe('?t=7d');
  });
  it('stays legible', () => {
    expect(readable('a:b,c/d@e')).toBe('a:b,c/d@e');
    expect(readable('a&b=c#d +')).toBe('a%26b%3Dc%23d%20%2B');
  });
  it('comes back as it went, for seeded random choices', () => {
    let seed = 7;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const pick = (items: readonly string[]) => items[Math.floor(random() * items.length)]!;
    for (let round = 0; round < 500; round++) {
      const chosen = {
        t: pick(['7d', '24h', 'all', '2026-01-02..2026-02-03']), c: pick(['', 'FRA', 'FRA,BRA']), network: pick(['', 'x', 'x,feed']),
        q: pick(['', 'a b', 'é&=?#', '"phrase" -not', '国連']), tag: pick(['', 'cop30', 'łódź']), lang: pick(['', 'fr', 'zh']),
      };
      const back = read(write(chosen, posts), posts);
      expect(back.notices, `seed 7, round ${round}`).toEqual([]);
      expect(back.filters).toMatchObject(chosen);
    }
  });
});

it('gives the API only what it takes', () => {
  expect(toApi({ t: 'all', c: 'FRA', tab: 'table', sel: 'FRA', m: 'posts' }, ['t', 'c', 'm', 'tab', 'sel'])).toEqual({ c: 'FRA', m: 'posts' });
});

it('measures edit distance', () => {
  expect(editDistance('kitten', 'sitting')).toBe(3);
  expect(editDistance('', 'abc')).toBe(3);
});

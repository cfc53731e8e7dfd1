import type { PageSpec } from './codec';

/** What each page understands in its address. Time, countries and network are everywhere where they filter. */
export const SPECS = {
  now: { keys: [] },
  map: { keys: ['t', 'c', 'network', 'm', 'how', 'tab', 'sel', 'view'], defaults: { t: '24h', m: 'posts', how: 'all', view: 'world' } },
  rankings: { keys: ['t', 'c', 'network', 'm', 'of', 'kind', 'next'], defaults: { t: '7d', m: 'posts', of: 'actors' } },
  actors: { keys: ['c', 'network', 'kind', 'q', 'next'] },
  presence: { keys: ['at', 'c', 'network', 'tab', 'sel', 'view'], defaults: { view: 'world' } },
  actor: { keys: ['t', 'network', 'sel'], defaults: { t: '30d' } },
  posts: { keys: ['t', 'c', 'network', 'actor', 'to', 'lang', 'type', 'tag', 'q', 'next'], defaults: { t: '7d' } },
  plain: { keys: [] },
} as const satisfies Record<string, PageSpec>;

export type PageName = keyof typeof SPECS;

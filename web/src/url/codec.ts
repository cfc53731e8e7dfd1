/**
 * The page address as data: which keys exist, what they may hold, and how they are read and written.
 * A key at its default is left out; lists are joined by commas; an unknown key is ignored and a bad value replaced by
 * its default, each with a notice that the page shows. So an address never leads to an empty page.
 */

export type Key =
  | 't' | 'at' | 'c' | 'network' | 'm' | 'of' | 'kind' | 'how' | 'actor' | 'to' | 'lang' | 'type' | 'tag' | 'q'
  | 'tab' | 'sel' | 'view' | 'next';

/** Values by key; lists (c, network) are comma-joined, '' means "not given". */
export type Filters = Record<Key, string>;

/** What one page understands, and what a missing key means there. */
export interface PageSpec {
  readonly keys: readonly Key[];
  readonly defaults?: Partial<Filters>;
}

export type Notice =
  | { readonly kind: 'unknown'; readonly key: string; readonly nearest: string }
  | { readonly kind: 'bad'; readonly key: Key; readonly value: string; readonly used: string };

/** The order in which keys are written. */
const ORDER: readonly Key[] = [
  't', 'at', 'c', 'network', 'm', 'of', 'kind', 'how', 'actor', 'to', 'lang', 'type', 'tag', 'q', 'tab', 'sel', 'view', 'next',
];
const PAGE_ONLY: ReadonlySet<Key> = new Set<Key>(['tab', 'sel', 'view']);

export const NETWORKS = ['bluesky', 'mastodon', 'x', 'feed', 'telegram', 'youtube', 'facebook', 'instagram'] as const;
export const KINDS = [
  'head-of-state', 'head-of-government', 'foreign-ministry', 'foreign-minister', 'ministry', 'minister', 'official', 'mission',
  'ambassador', 'diplomat', 'intergovernmental', 'parliamentarian', 'party', 'state-media', 'media', 'journalist',
  'think-tank', 'researcher', 'ngo', 'lobby', 'activist', 'hacktivist', 'religious',
] as const;
export const TYPES = ['original', 'reply', 'repost', 'quote'] as const;
export const HOWS = ['all', 'mention', 'reply', 'repost', 'quote'] as const;
export const OFS = ['actors', 'accounts', 'countries'] as const;
export const VIEWS = ['world', 'europe', 'africa', 'asia', 'americas'] as const;
export const SPANS = ['24h', '7d', '30d', 'all'] as const;

const INSTANT = String.raw`\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z)?`;
const RANGE = new RegExp(`^(${INSTANT})\\.\\.(${INSTANT})$`);

/** The two ends of a written range, or null where the text is not one or is empty or reversed. */
export function readRange(text: string): { from: string; to: string } | null {
  const found = RANGE.exec(text);
  if (!found) return null;
  const [from, to] = [found[1]!, found[2]!];
  const [start, end] = [Date.parse(from), Date.parse(to)];
  return start < end ? { from, to } : null;
}

const oneOf = (allowed: readonly string[]) => (value: string) => (allowed.includes(value) ? value : null);
const listOf = (good: (item: string) => boolean, most: number) => (value: string) => {
  const items = [...new Set(value.split(',').map((item) => item.trim()).filter(Boolean))];
  return items.length > 0 && items.length <= most && items.every(good) ? items.join(',') : null;
};
const matching = (pattern: RegExp) => (value: string) => (pattern.test(value) ? value : null);

/** Each key's reader: the cleaned value, or null where it cannot be used. `countries` empty: any three letters. */
function readers(countries: ReadonlySet<string>): Record<Key, (value: string) => string | null> {
  const country = (code: string) => /^[A-Z]{3}$/.test(code) && (countries.size === 0 || countries.has(code));
  const slug = matching(/^[\p{L}\p{N}._:@-]{1,120}$/u);
  return {
    t: (value) => ((SPANS as readonly string[]).includes(value) || readRange(value) ? value : null),
    at: matching(/^(?:199\d|2[01]\d\d)(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/),
    c: (value) => listOf(country, 6)(value.toUpperCase()),
    network: listOf((item) => (NETWORKS as readonly string[]).includes(item), NETWORKS.length),
    m: matching(/^[a-z][a-z-]{1,40}$/),
    of: oneOf(OFS),
    kind: oneOf(KINDS),
    how: oneOf(HOWS),
    actor: slug,
    to: slug,
    lang: matching(/^[a-z]{2,8}$/),
    type: oneOf(TYPES),
    tag: (value) => value.replace(/^#+/, '').normalize('NFKC').toLowerCase().slice(0, 140) || null,
    q: (value) => value.trim().slice(0, 400) || null,
    tab: oneOf(['table']),
    sel: slug,
    view: oneOf(VIEWS),
    next: matching(/^[\w.~=:+/-]{1,400}$/),
  };
}

/** What `spec` says of a missing key. */
export function defaultOf(spec: PageSpec, key: Key): string {
  return spec.defaults?.[key] ?? '';
}

/** Reads the query part of an address for one page. */
export function read(search: string, spec: PageSpec, countries: ReadonlySet<string> = new Set()): { filters: Filters; notices: Notice[] } {
  const filters = Object.fromEntries(ORDER.map((key) => [key, spec.keys.includes(key) ? defaultOf(spec, key) : ''])) as Filters;
  const notices: Notice[] = [];
  const reader = readers(countries);
  for (const [name, value] of new URLSearchParams(search)) {
    const key = name as Key;
    if (!spec.keys.includes(key)) {
      notices.push({ kind: 'unknown', key: name, nearest: nearestKey(name, spec.keys) });
    } else if (value !== '') {
      const good = reader[key](value);
      if (good === null) notices.push({ kind: 'bad', key, value, used: defaultOf(spec, key) });
      else filters[key] = good;
    }
  }
  return { filters, notices };
}

/** The query part for `filters`: '' or '?…', keys in a fixed order, defaults left out, readable. */
export function write(filters: Partial<Filters>, spec: PageSpec): string {
  const parts = ORDER.filter((key) => spec.keys.includes(key))
    .filter((key) => (filters[key] ?? '') !== '' && filters[key] !== defaultOf(spec, key))
    .map((key) => `${key}=${readable(filters[key]!)}`);
  return parts.length ? `?${parts.join('&')}` : '';
}

/** The same choice as parameters of the API: page-only keys and "all time" are dropped. */
export function toApi(filters: Partial<Filters>, keys: readonly Key[]): Record<string, string> {
  const params: Record<string, string> = {};
  for (const key of ORDER) {
    const value = filters[key] ?? '';
    if (keys.includes(key) && !PAGE_ONLY.has(key) && value !== '' && !(key === 't' && value === 'all')) params[key] = value;
  }
  return params;
}

/** Percent-encodes only what must be, so that addresses stay legible: commas, colons, @ and / remain. */
export function readable(value: string): string {
  return encodeURIComponent(value).replace(/%(2C|3A|40|2F)/g, decodeURIComponent);
}

function nearestKey(name: string, keys: readonly Key[]): string {
  const scored = keys.map((key) => ({ key, distance: editDistance(name.toLowerCase(), key) }));
  const best = scored.sort((a, b) => a.distance - b.distance)[0];
  return best && best.distance <= Math.max(1, Math.floor(name.length / 3)) ? best.key : '';
}

/** Levenshtein distance, one row at a time. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}

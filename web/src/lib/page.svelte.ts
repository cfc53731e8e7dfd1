import { countryCodes } from '../api/countries';
import { lang } from '../i18n/t';
import { navigate, place } from '../router.svelte';
import { read, toApi, write, type Filters, type Key, type PageSpec } from '../url/codec';
import { SPECS } from '../url/pages';

/** The address of the page at hand as filters, and the ways to change it. Call while a component is being made. */
export function pageFilters(spec: PageSpec) {
  const current = $derived(read(place.search, spec, countryCodes()));
  return {
    spec,
    get filters() { return current.filters; },
    get notices() { return current.notices; },
    /** The address after a change; a change of what is listed starts again at the first rows. */
    href(change: Partial<Filters>): string {
      return place.path + write({ ...current.filters, next: '', ...change }, spec);
    },
    set(change: Partial<Filters>, how: 'push' | 'replace' = 'push'): void {
      navigate(this.href(change), how);
    },
    api(keys: readonly Key[]): Record<string, string> { return toApi(current.filters, keys); },
  };
}

export type Page = ReturnType<typeof pageFilters>;

/** Addresses of the other pages, in the page's language. */
export const to = {
  page: (name: string): string => `/${lang}/${name}`,
  actor: (id: string, filters: Partial<Filters> = {}): string => `/${lang}/actors/${encodeURIComponent(id)}${write(filters, SPECS.actor)}`,
  actors: (filters: Partial<Filters> = {}): string => `/${lang}/actors${write(filters, SPECS.actors)}`,
  presence: (filters: Partial<Filters> = {}): string => `/${lang}/presence${write(filters, SPECS.presence)}`,
  posts: (filters: Partial<Filters>): string => `/${lang}/posts${write(filters, SPECS.posts)}`,
  post: (id: string): string => `/${lang}/posts/${encodeURIComponent(id)}`,
  method: (id: string): string => `/${lang}/methods/${encodeURIComponent(id)}`,
  map: (filters: Partial<Filters>): string => `/${lang}/map${write(filters, SPECS.map)}`,
  rankings: (filters: Partial<Filters>): string => `/${lang}/rankings${write(filters, SPECS.rankings)}`,
};

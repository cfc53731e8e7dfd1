import { lang } from './i18n/t';

/** Where the page is: path and query as the browser shows them. */
export const place = $state({ path: location.pathname, search: location.search });
let reloadNext = false;

/** A step on which the whole page is loaded again: a newer build is ready. */
export function reloadOnNext(): void {
  reloadNext = true;
}

/** Goes to an address of this site. Back and Forward step through what was pushed. */
export function navigate(href: string, how: 'push' | 'replace' = 'push'): void {
  if (reloadNext) return location.assign(href);
  const to = new URL(href, location.href);
  const rowsOf = (search: string) => new URLSearchParams(search).get('next');
  const newPage = to.pathname !== place.path || rowsOf(to.search) !== rowsOf(place.search);
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', to);
  place.path = to.pathname;
  place.search = to.search;
  if (newPage) arrive();
}

/** On a new page, or on further rows: to the top, and focus on the content, so that readers and keyboards start there. */
function arrive(): void {
  scrollTo(0, 0);
  requestAnimationFrame(() => document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true }));
}

/** Follows clicks on plain links within this language, and Back and Forward. */
export function listen(): void {
  addEventListener('popstate', () => {
    place.path = location.pathname;
    place.search = location.search;
  });
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest?.('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (!link.pathname.startsWith(`/${lang}/`) || (link.hash && link.pathname === location.pathname)) return;
    event.preventDefault();
    navigate(link.href);
  });
}

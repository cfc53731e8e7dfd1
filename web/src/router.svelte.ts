import { lang, type Lang } from './i18n/t';

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
  const newPage = to.pathname !== place.path;
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', to);
  place.path = to.pathname;
  place.search = to.search;
  if (newPage) arrive();
}

/** On a new page: to the top, and focus on its heading, so that readers and keyboards start there. */
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

export interface Route {
  readonly name: 'now' | 'map' | 'rankings' | 'actor' | 'posts' | 'post' | 'methods' | 'method' | 'status' | 'about' | 'accessibility' | 'nowhere';
  /** The last step of the path, where the page is about one thing. */
  readonly id: string;
}

/** The page for a path. */
export function routeOf(path: string): Route {
  const [, , section = '', id = '', ...rest] = path.split('/');
  if (rest.some(Boolean)) return { name: 'nowhere', id: '' };
  const thing = decode(id);
  switch (section) {
    case '': return { name: 'now', id: '' };
    case 'posts': return { name: thing ? 'post' : 'posts', id: thing };
    case 'methods': return { name: thing ? 'method' : 'methods', id: thing };
    case 'actors': return { name: thing ? 'actor' : 'nowhere', id: thing };
    case 'map': case 'rankings': case 'status': case 'about': case 'accessibility':
      return { name: thing ? 'nowhere' : section, id: '' };
    default: return { name: 'nowhere', id: '' };
  }
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

/** The same address in the other language. */
export function inLanguage(other: Lang, path: string, search: string): string {
  return `/${other}${path.replace(/^\/(en|fr)(?=\/|$)/, '') || '/'}${search}`;
}

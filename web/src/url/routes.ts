import type { Lang } from '../i18n/t';

export interface Route {
  readonly name: 'now' | 'map' | 'rankings' | 'actors' | 'actor' | 'presence' | 'posts' | 'post' | 'methods' | 'method' | 'status' | 'about' | 'accessibility' | 'nowhere';
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
    case 'actors': return { name: thing ? 'actor' : 'actors', id: thing };
    case 'map': case 'rankings': case 'presence': case 'status': case 'about': case 'accessibility':
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

import { expect, it } from 'vitest';
import { inLanguage, routeOf } from './routes';

it.each([
  ['/en/', 'now', ''], ['/fr', 'now', ''], ['/en/map', 'map', ''], ['/fr/rankings/', 'rankings', ''], ['/en/actors/FRA', 'actor', 'FRA'], ['/en/actors/fr-mfa', 'actor', 'fr-mfa'],
  ['/en/actors', 'actors', ''], ['/fr/presence/', 'presence', ''], ['/en/posts', 'posts', ''], ['/en/posts/123', 'post', '123'], ['/fr/methods/h-reach', 'method', 'h-reach'], ['/en/accessibility', 'accessibility', ''],
])('%s is the page %s', (path, name, id) => expect(routeOf(path)).toEqual({ name, id }));

it.each(['/en/presence/x', '/en/nope', '/en/map/x', '/en/posts/1/2'])('%s is no page', (path) => expect(routeOf(path).name).toBe('nowhere'));

it('reads percent signs that mean nothing as they stand', () => expect(routeOf('/en/actors/%E0%A4').id).toBe('%E0%A4'));

it('keeps path and filters in the other language', () => {
  expect(inLanguage('fr', '/en/map', '?t=7d')).toBe('/fr/map?t=7d');
  expect(inLanguage('en', '/fr', '')).toBe('/en/');
  expect(inLanguage('en', '/fr/', '')).toBe('/en/');
});

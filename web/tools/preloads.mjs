// Which scripts and styles a page needs beside those of index.html, by its path below the language ('*': an id), and
// those of each language: the server names them in the page, so that a browser asks for all of them at once.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const PAGES = {
  '': 'now/Now', map: 'map/Map', rankings: 'rankings/Rankings', actors: 'actors/Actors', 'actors/*': 'actor/Actor', presence: 'presence/Presence',
  posts: 'posts/Posts', 'posts/*': 'posts/OnePost', methods: 'methods/Methods', 'methods/*': 'methods/Method', status: 'status/Status',
  about: 'about/About', accessibility: 'about/Accessibility',
};

const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

/** The files of a part and of all that it imports. */
function files(part, found = new Set()) {
  const { file, imports = [], css = [] } = manifest[part] ?? {};
  if (!file) throw new Error(`the build has no ${part}`);
  if (found.has(file)) return found;
  found.add(file);
  css.forEach((sheet) => found.add(sheet));
  imports.forEach((one) => files(one, found));
  return found;
}

const always = files('index.html');
const needed = (part) => [...files(part)].filter((file) => !always.has(file)).map((file) => `/${file}`);
const preloads = Object.fromEntries([
  ...['en', 'fr'].map((lang) => [lang, needed(`src/i18n/${lang}.json`)]),
  ...Object.entries(PAGES).map(([path, page]) => [path, needed(`src/pages/${page}.svelte`)]),
]);
for (const file of Object.values(preloads).flat()) {
  if (!existsSync(new URL(`.${file}`, dist))) throw new Error(`there is no ${file}`);
}
writeFileSync(new URL('preloads.json', dist), JSON.stringify(preloads));

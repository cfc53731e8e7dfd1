import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';

interface Chunk { file: string; src?: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[]; css?: string[] }

const dist = new URL('../dist/', import.meta.url);
const FIRST_LOAD_BYTES = 100_000;
const LAZY_CHUNK_BYTES = 60_000;
const PAGES = ['now/Now', 'map/Map', 'rankings/Rankings', 'actors/Actors', 'actor/Actor', 'presence/Presence', 'posts/Posts', 'posts/OnePost', 'methods/Methods', 'methods/Method', 'status/Status', 'about/About', 'about/Accessibility'];

/** Reads what `npm run build` wrote; without it there is nothing to weigh. */
describe.skipIf(!existsSync(dist))('what a reader loads', () => {
  let manifest: Record<string, Chunk>;
  const size = (file: string) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
  function reach(key: string, seen = new Set<string>()): Set<string> {
    const chunk = manifest[key]!;
    seen.add(chunk.file);
    chunk.css?.forEach((file) => seen.add(file));
    chunk.imports?.filter((next) => !seen.has(manifest[next]!.file)).forEach((next) => reach(next, seen));
    return seen;
  }
  beforeAll(() => { manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8')) as Record<string, Chunk>; });

  it.each(PAGES.flatMap((page) => ['en', 'fr'].map((lang) => [page, lang] as const)))('%s in %s: at most 100 kB compressed', (page, lang) => {
    const files = new Set([...reach('index.html'), ...reach(`src/pages/${page}.svelte`), ...reach(`src/i18n/${lang}.json`)]);
    const total = [...files].reduce((sum, file) => sum + size(file), size('index.html'));
    expect(total).toBeLessThanOrEqual(FIRST_LOAD_BYTES);
  });

  it('names for the server what a page needs beside what every page has', () => {
    const preloads = JSON.parse(readFileSync(new URL('preloads.json', dist), 'utf8')) as Record<string, string[]>;
    const always = reach('index.html');
    const beside = (part: string) => [...reach(part)].filter((file) => !always.has(file)).map((file) => `/${file}`).sort();
    const { '': now, en, fr, ...pages } = preloads;
    expect([now, en, fr].map((files) => files!.toSorted())).toEqual(['src/pages/now/Now.svelte', 'src/i18n/en.json', 'src/i18n/fr.json'].map(beside));
    expect(Object.values(pages).map((files) => files.toSorted().join()).sort()).toEqual(PAGES.filter((page) => page !== 'now/Now').map((page) => beside(`src/pages/${page}.svelte`).join()).sort());
  });

  it('has no lazy chunk over 60 kB', () => {
    for (const file of readdirSync(new URL('assets/', dist)).filter((name) => name.endsWith('.js'))) expect(size(`assets/${file}`), file).toBeLessThanOrEqual(LAZY_CHUNK_BYTES);
  });

  it('has a compressed twin of every text asset', () => {
    const names = readdirSync(new URL('assets/', dist));
    for (const name of names.filter((one) => /\.(js|css|svg)$/.test(one))) expect(names).toEqual(expect.arrayContaining([`${name}.gz`, `${name}.br`]));
  });

  it('keeps the placeholders that the server fills', () => {
    const html = readFileSync(new URL('index.html', dist), 'utf8');
    for (const name of ['__LANG__', '__TITLE__', '__DESCRIPTION__', '__FIRST_DATA__', '__ALTERNATES__']) expect(html.split(name)).toHaveLength(2);
    expect(html).not.toMatch(/ style=|<style|onload=|javascript:/);
  });

  it('names no other host, but those of licences and standards, and the one to which a link on a fact leads', () => {
    const hosts = new Set<string>();
    for (const file of readdirSync(new URL('assets/', dist)).filter((name) => /\.(js|css|svg)$/.test(name))) {
      for (const [, host] of readFileSync(new URL(`assets/${file}`, dist), 'utf8').matchAll(/https?:\/\/([\w.-]+)/g)) hosts.add(host!);
    }
    expect([...hosts].filter((host) => !['www.w3.org', 'purl.org', 'svelte.dev', 'www.wikidata.org'].includes(host))).toEqual([]);
  });
});

// Every page, in both languages, both themes and two widths: no fault that axe finds, nothing asked of another host, no
// violation of the content security policy, no error, no sideways scrolling, no text left untranslated.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { launch, open, samples, server } from './browser.mjs';

const KEYS = Object.keys(JSON.parse(readFileSync(new URL('../src/i18n/en.json', import.meta.url), 'utf8'))).filter((key) => key.includes('.'));
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

describe('every page', { timeout: 1_500_000 }, () => {
  let web, browser, ids;
  before(async () => {
    web = await server();
    browser = await launch();
    ids = await samples(web.base);
  });
  after(async () => {
    await browser.close();
    await web.close();
  });

  const pages = {
    now: () => '', map: () => 'map', 'map with a country': () => `map?sel=${ids.country}&t=30d`, 'map as table': () => 'map?tab=table&t=30d', rankings: () => 'rankings?t=30d', 'rankings of countries': () => 'rankings?of=countries&t=30d',
    actors: () => 'actors', 'actors found': () => `actors?c=${ids.country}&kind=foreign-ministry`, presence: () => 'presence', 'presence of a past month': () => `presence?at=${ids.month}&sel=${ids.country}&network=bluesky`, 'presence as table': () => 'presence?tab=table',
    'an office': () => ids.office && `actors/${ids.office}`, country: () => `actors/${ids.country}`, actor: () => ids.actor && `actors/${ids.actor}`, posts: () => 'posts?t=30d', 'one post': () => ids.post && `posts/${ids.post}`,
    methods: () => 'methods', 'one method': () => 'methods/posts', status: () => 'status', about: () => 'about', accessibility: () => 'accessibility', 'nothing there': () => 'nothing-there',
  };

  for (const [name, path] of Object.entries(pages)) {
    for (const lang of ['en', 'fr']) {
      for (const width of [320, 1280]) {
        it(`${name}, ${lang}, ${width} px, light and dark`, async (test) => {
          const where = path();
          if (where === undefined) return test.skip('this server has none yet');
          const { page, context, faults } = await open(browser, web.base, `/${lang}/${where}`, { width });
          assert.deepEqual(await violations(page, (axe) => axe.withTags(TAGS)), [], 'light');
          // The themes differ in colours alone, so that only the rules about colours are asked again.
          await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
          assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(15, 20, 27)');
          assert.deepEqual(await violations(page, (axe) => axe.withRules(['color-contrast', 'link-in-text-block'])), [], 'dark');
          assert.equal(await page.locator('html').getAttribute('lang'), lang);
          assert.deepEqual(await page.evaluate(sideways), [], 'wider than the window');
          const text = await page.locator('body').innerText();
          assert.deepEqual(KEYS.filter((key) => text.includes(key) && !text.includes(`${key}.`)), [], 'keys instead of texts');
          assert.equal(await page.locator('.simulated').count(), ids.simulated ? 1 : 0, 'the band of simulation');
          assert.equal(await page.locator('main h1').count(), 1);
          // A server may answer 404 where there is no page; the browser then says so on its console.
          assert.deepEqual(faults.filter((fault) => !(where === 'nothing-there' && fault.includes('404'))), []);
          await context.close();
        });
      }
    }
  }
});

/** What axe finds, short enough to read. */
async function violations(page, choose) {
  const { violations: found } = await choose(new AxeBuilder({ page })).analyze();
  return found.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 140)} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
}

/** Runs in the page: what reaches beyond the window's right edge, where the page scrolls sideways. */
function sideways() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('main *, header *, footer *')].filter((one) => one.getBoundingClientRect().right > width + 1).slice(0, 4).map((one) => one.outerHTML.slice(0, 120));
}

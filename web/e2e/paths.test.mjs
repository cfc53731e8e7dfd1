// What people do on each page, by keyboard alone; and links that keep their meaning.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch, open, samples, server, settle, tabTo } from './browser.mjs';

describe('paths', { timeout: 300_000 }, () => {
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
  const go = (path, options) => open(browser, web.base, path, options);
  const query = (page) => new URL(page.url()).searchParams;

  it('skips to the content', async () => {
    const { page, context } = await go('/en/about');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className.split(' ')[0]), 'skip');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
    await context.close();
  });

  it('now: Pause holds the page still and stays pressed', async () => {
    const { page, context } = await go('/en/');
    const pause = page.locator('main button[aria-pressed]').first();
    await page.waitForTimeout(2500);
    await tabTo(page, 'main .lede button');
    await page.keyboard.press('Space');
    assert.equal(await pause.getAttribute('aria-pressed'), 'true');
    const before = await page.locator('.sentence').innerText();
    const figures = await page.locator('main table').first().innerText();
    await page.waitForTimeout(3500);
    assert.equal(await page.locator('.sentence').innerText(), before);
    assert.equal(await page.locator('main table').first().innerText(), figures);
    await page.reload();
    await settle(page);
    assert.equal(await pause.getAttribute('aria-pressed'), 'true', 'kept in the session');
    await pause.press('Enter');
    assert.equal(await pause.getAttribute('aria-pressed'), 'false');
    await context.close();
  });

  it('now: a chart is one stop, and Enter opens the posts of a minute', async () => {
    const { page, context } = await go('/en/');
    await tabTo(page, '[role=slider]');
    const chart = page.locator('[role=slider]');
    await page.keyboard.press('End');
    const last = await chart.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowLeft');
    assert.notEqual(await chart.getAttribute('aria-valuetext'), last);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/en\/posts\?t=.*\.\./);
    await settle(page);
    await context.close();
  });

  it('now: the connection is dropped while the tab is hidden', async () => {
    const init = () => {
      window.streams = [];
      const Real = window.EventSource;
      window.EventSource = class extends Real { constructor(...all) { super(...all); window.streams.push(this); } };
    };
    const { page, context } = await go('/en/', { init });
    await page.waitForFunction(() => window.streams.some((one) => one.readyState === 1));
    const hide = (hidden) => page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
    await hide(true);
    assert.ok(await page.evaluate(() => window.streams.every((one) => one.readyState === 2)));
    await hide(false);
    await page.waitForFunction(() => window.streams.at(-1).readyState === 1);
    await context.close();
  });

  it('now: says when nothing has been heard for 15 seconds', async () => {
    const { page, context } = await go('/en/', { route: (page) => page.route('**/api/v1/live', (route) => route.abort()) });
    await page.waitForSelector('.lost', { timeout: 25_000 });
    await context.close();
  });

  it('map: arrows move, Enter chooses, Escape clears', async () => {
    const { page, context } = await go('/en/map?t=30d');
    await tabTo(page, '[role=application]');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.querySelector('[aria-live=polite]')?.textContent.length > 3, undefined, { timeout: 5000 });
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => /^[A-Z]{3}$/.test(new URL(location.href).searchParams.get('sel') ?? ''));
    await settle(page);
    assert.equal(await page.locator('aside h2 a').count(), 1);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !location.search.includes('sel='));
    await page.goBack();
    await page.waitForFunction(() => location.search.includes('sel='));
    await context.close();
  });

  it('rankings: a choice goes to the address, and Back undoes it', async () => {
    const { page, context } = await go('/en/rankings?t=30d');
    const of = page.locator('main select').nth(1);
    await of.focus();
    await of.selectOption('countries');
    await settle(page);
    assert.equal(query(page).get('of'), 'countries');
    assert.ok(await page.locator('tbody tr').count() > 0);
    await page.goBack();
    await settle(page);
    assert.equal(query(page).get('of'), null);
    assert.equal(await of.inputValue(), 'actors');
    await context.close();
  });

  it('rankings: each row has its posts over time, where there is room and the window has days', async () => {
    const { page, context } = await go('/en/rankings?of=countries&t=2026-01-01..2026-12-31');
    const weeks = await page.locator('td.spark svg').count();
    assert.equal(weeks, await page.locator('tbody tr').count());
    assert.match(await page.locator('td.spark svg').first().getAttribute('aria-label'), /^Posts by week: [\d,]+ at first, [\d,]+ at last, at most [\d,]+$/);
    await page.goto(`${web.base}/en/rankings?of=countries&t=24h`);
    await settle(page);
    assert.equal(await page.locator('.spark').count(), 0);
    await context.close();
  });

  it('country: a number opens the posts behind it', async () => {
    const { page, context } = await go(`/en/actors/${ids.country}`);
    await page.waitForSelector('.facts a.big');
    await tabTo(page, '.facts a.big');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/en\/posts\?/);
    await settle(page);
    assert.equal(query(page).get('c'), ids.country);
    assert.ok(await page.locator('article').count() > 0);
    await context.close();
  });

  it('posts: search by keyboard, disclosure, one post', async (test) => {
    if (!ids.post) return test.skip('no posts here');
    const { page, context } = await go('/en/posts?t=all');
    await tabTo(page, '#posts-q');
    await page.keyboard.type('zzqqxx nothing');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => new URL(location.href).searchParams.get('q') === 'zzqqxx nothing');
    await page.waitForSelector('main .state');
    await page.goBack();
    await settle(page);
    await page.waitForSelector('article summary');
    await page.locator('article summary').first().focus();
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('article details[open]').count() >= 1);
    await page.locator('article header a[href*="/posts/"]').first().press('Enter');
    await page.waitForURL(/\/en\/posts\/[^?]+$/);
    await page.waitForSelector('article details[open]');
    await context.close();
  });

  it('posts: a country is added by name and taken away by its chip', async () => {
    const { page, context } = await go('/en/posts?t=30d');
    await page.locator('.filters summary').press('Enter');
    await page.locator('.filters input[type=text]').fill('france');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => new URL(location.href).searchParams.get('c') === 'FRA');
    await page.locator('.chips a').first().press('Enter');
    await page.waitForFunction(() => !location.search.includes('c='));
    await context.close();
  });

  it('methods: from the catalogue to one measure', async () => {
    const { page, context } = await go('/fr/methods');
    await tabTo(page, 'tbody a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/fr\/methods\/.+/);
    await page.waitForFunction(() => document.querySelector('main h2') !== null);
    await context.close();
  });

  it('actors: search by keyboard, a facet goes to the address, an actor opens', async () => {
    const { page, context } = await go('/en/actors');
    const total = async () => Number((await page.locator('main h2').first().innerText()).replace(/\D/g, ''));
    const all = await total();
    await tabTo(page, '#actors-q');
    await page.keyboard.type('ministry');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => new URL(location.href).searchParams.get('q') === 'ministry');
    await settle(page);
    const found = await total();
    assert.ok(found > 0 && found < all, `${found} of ${all}`);
    const facet = page.locator('.facets a').first();
    const promised = Number((await facet.locator('.num').innerText()).replace(/\D/g, ''));
    await facet.press('Enter');
    await page.waitForFunction(() => new URL(location.href).searchParams.get('kind'));
    await settle(page);
    assert.equal(await total(), promised, 'a facet gives as many as it says');
    await page.locator('main table a').first().press('Enter');
    await page.waitForURL(/\/en\/actors\/[^?]+/);
    await settle(page);
    await context.close();
  });

  it('actors: the whole list is there, and its rows come back', async () => {
    const { page, context } = await go('/fr/actors');
    const links = await page.locator('#list a[download]').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    assert.equal(links.length, 5);
    const rows = (await (await fetch(`${web.base}/api/v1/actors?limit=1`)).json()).facets.total;
    for (const link of links) {
      const answer = await fetch(web.base + link);
      assert.equal(answer.status, 200, link);
      assert.match(answer.headers.get('link') ?? '', /publicdomain\/zero/);
      const body = await answer.text();
      if (link.endsWith('/actors.csv')) assert.ok(body.split('\r\n').length >= rows + 2, 'a line for each actor, and the header');
    }
    await context.close();
  });

  it('actor: an error is reported with the row in hand, and nothing is asked of anybody', async (test) => {
    if (!ids.actor) return test.skip('no actor here');
    const { page, context, faults } = await go(`/en/actors/${ids.actor}`);
    const { contact } = await (await fetch(`${web.base}/api/v1/status`)).json();
    if (contact?.startsWith('mailto:')) {
      const link = new URL(await page.locator('a[href^="mailto:"]').first().getAttribute('href'));
      assert.ok(link.searchParams.get('body').includes(`\n${ids.actor},`), 'the row of the list');
      await page.locator('.correct summary').press('Enter');
    } else {
      assert.equal(await page.locator('a[href^="mailto:"]').count(), 0, 'no button that leads nowhere');
      await page.locator('a[href="#correct"]').press('Enter');
    }
    assert.ok((await page.locator('#rows').inputValue()).includes('registry/accounts.csv'));
    assert.deepEqual(faults, []);
    await context.close();
  });

  it('presence: a moment, a network and a state go to the address; the table has the same sum', async () => {
    const { page, context } = await go('/en/presence');
    const present = Number((await page.locator('.sums dd').first().innerText()).replace(/\D/g, ''));
    const rows = (await (await fetch(`${web.base}/api/v1/presence`)).json()).rows;
    assert.equal(present, new Set(rows.filter((row) => row.status === 'un-member' && ['posting', 'listed'].includes(row.state)).map((row) => row.country)).size);
    await page.locator('.smalls a').nth(1).press('Enter');
    await page.waitForFunction(() => new URL(location.href).searchParams.get('network'));
    await settle(page);
    await page.locator('.time select').first().selectOption({ index: 1 });
    await page.waitForFunction(() => /^\d{4}$/.test(new URL(location.href).searchParams.get('at') ?? ''));
    await settle(page);
    await tabTo(page, '[role=application]', 80);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => new URL(location.href).searchParams.get('sel'));
    assert.equal(await page.locator('main aside h3 a').count(), 1);
    await context.close();
  });

  it('status, about, accessibility: reached from the footer by keyboard', async () => {
    for (const name of ['status', 'about', 'accessibility']) {
      const { page, context } = await go('/fr/methods/posts');
      await tabTo(page, `footer a[href$="/${name}"]`);
      await page.keyboard.press('Enter');
      await page.waitForURL(new RegExp(`/fr/${name}$`));
      assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
      await context.close();
    }
  });

  it('a shared link shows the same to another reader', async () => {
    const link = `/en/map?t=30d&how=reply&sel=${ids.country}&view=europe`;
    const [mine, yours] = [await go(link), await go(link)];
    const what = async ({ page }) => [page.url(), await page.locator('main h2').first().innerText(), await page.locator('aside').innerText(), await page.locator('select').evaluateAll((all) => all.slice(1).map((one) => one.value))];
    assert.deepEqual(await what(mine), await what(yours));
    assert.ok(mine.page.url().endsWith(link), 'the address is left as it was');
    await mine.context.close();
    await yours.context.close();
  });

  it('a faulty address gives a notice, not an empty page', async () => {
    const { page, context } = await go('/fr/rankings?t=demain&pays=FRA&c=ZZZ');
    assert.equal(await page.locator('.notices li').count(), 3);
    assert.ok(await page.locator('main h2').count() > 0);
    await context.close();
  });

  it('the other language keeps the place', async () => {
    const { page, context } = await go('/en/rankings?t=30d&of=countries');
    await page.locator('header a[hreflang=fr]').press('Enter');
    await page.waitForURL(/\/fr\/rankings\?t=30d&of=countries$/);
    await settle(page);
    assert.equal(await page.locator('html').getAttribute('lang'), 'fr');
    assert.equal(await page.locator('main h1').innerText(), 'Classements');
    await context.close();
  });

  it('the theme is kept', async () => {
    const { page, context } = await go('/en/about');
    await page.locator('#theme').selectOption('dark');
    await page.reload();
    await settle(page);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(15, 20, 27)');
    await context.close();
  });

  it('prints light, without controls, with its address', async () => {
    const { page, context } = await go('/en/rankings?t=30d', { theme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
    assert.equal(await page.locator('.filters').isVisible(), false);
    assert.equal(await page.getByText(page.url(), { exact: true }).first().isVisible(), true);
    await page.goto(`${web.base}/en/`);
    await settle(page);
    const tables = await page.locator('main table').count();
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.ok(await page.locator('main table').count() > tables, 'tables are opened on paper');
    await context.close();
  });
});

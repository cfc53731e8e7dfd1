// Each figure as a file: an SVG that stands by itself and says the same as the page, and a PNG of twice its size.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { launch, open, samples, server, settle } from './browser.mjs';

const KNOWN = ['svg', 'title', 'desc', 'metadata', 'g', 'defs', 'pattern', 'path', 'circle', 'rect', 'line', 'polygon', 'polyline', 'text'];

describe('pictures', { timeout: 300_000 }, () => {
  let web, browser, ids, blank;
  before(async () => {
    web = await server();
    browser = await launch();
    ids = await samples(web.base);
    blank = await browser.newPage();
  });
  after(async () => {
    await browser.close();
    await web.close();
  });

  /** Takes the file of a card's figure by keyboard. */
  async function take(page, format, card = 0) {
    const button = page.locator('.card').filter({ has: page.locator('.tools button', { hasText: 'SVG' }) }).nth(card).locator('.tools button', { hasText: format });
    const box = await button.boundingBox();
    assert.ok(box.width >= 24 && box.height >= 24, 'large enough for a finger');
    await button.focus();
    const [download] = await Promise.all([page.waitForEvent('download', { timeout: 30_000 }), page.keyboard.press('Enter')]);
    const name = download.suggestedFilename();
    await page.waitForFunction((file) => [...document.querySelectorAll('.card [role=status]')].some((one) => one.textContent.includes(file)), name);
    return { name, bytes: await readFile(await download.path()) };
  }

  /** Reads a file as XML, in a page of its own, and holds it to what every file must be. */
  async function read(bytes) {
    const svg = await blank.evaluate((text) => {
      const made = new DOMParser().parseFromString(text, 'image/svg+xml');
      const all = [...made.querySelectorAll('*')];
      return {
        fault: made.querySelector('parsererror')?.textContent ?? '',
        names: [...new Set(all.filter((one) => one.namespaceURI === 'http://www.w3.org/2000/svg').map((one) => one.localName))],
        attributes: all.flatMap((one) => [...one.attributes].filter((attribute) => !attribute.name.startsWith('xmlns')).map((attribute) => `${attribute.name}=${attribute.value}`)),
        width: Number(made.documentElement.getAttribute('width')), height: Number(made.documentElement.getAttribute('height')),
        texts: [...made.querySelectorAll('text')].map((one) => one.textContent), title: made.querySelector('title')?.textContent, desc: made.querySelector('desc')?.textContent,
        terms: Object.fromEntries([...made.querySelectorAll('metadata > *')].map((one) => [one.localName, one.textContent])),
        circles: made.querySelectorAll('circle').length,
        lines: [...made.querySelectorAll('path')].map((one) => one.getAttribute('d')),
        rules: [...made.querySelectorAll('line')].filter((one) => one.getAttribute('y1') === one.getAttribute('y2')).map((one) => Number(one.getAttribute('y1'))),
      };
    }, bytes.toString('utf8'));
    assert.equal(svg.fault, '');
    const cut = await blank.evaluate((text) => {
      document.body.innerHTML = text.replace(/^<\?xml[^>]*>/, '').replace(/font-family="[^"]*"/, 'font-family="DejaVu Sans"');
      const { right } = document.querySelector('svg').getBoundingClientRect();
      const past = [...document.querySelectorAll('svg text')].filter((one) => one.getBoundingClientRect().right > right).map((one) => one.textContent);
      document.body.replaceChildren();
      return past;
    }, bytes.toString('utf8'));
    assert.deepEqual(cut, [], 'nothing is cut off where the font is another');
    assert.deepEqual(svg.names.filter((name) => !KNOWN.includes(name)), []);
    assert.deepEqual(svg.attributes.filter((one) => /var\(|light-dark\(|^on|^style=|href=|^src=|https?:|data:|@import/i.test(one)), []);
    assert.ok(svg.attributes.some((one) => one.startsWith('font-family=') && one.includes('Inter')));
    return svg;
  }

  function saysAll(svg, page, name) {
    const text = svg.texts.join(' ').replace(/\s+/g, ' ');
    assert.match(text, /CC0/);
    assert.ok(svg.texts.join('').replace(/\s/g, '').includes(page.url()), 'its address');
    assert.equal(svg.terms.identifier, page.url());
    assert.ok(svg.title && svg.desc && svg.terms.rights && svg.terms.source);
    assert.equal(/SIMUL/.test(svg.texts[0]), ids.simulated, 'the mark of simulation stands first');
    assert.match(name, /^chancery_[a-z0-9-]+(_\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d)?(_asof-\d{8}T\d{4}Z)?\.svg$/);
  }

  for (const lang of ['en', 'fr']) {
    for (const theme of ['light', 'dark']) {
      it(`rankings, ${lang}, ${theme}: the words and numbers of the table, in colours of paper`, async () => {
        const { page, context, faults } = await open(browser, web.base, `/${lang}/rankings?of=countries&t=30d`, { theme });
        const cells = await page.locator('.card tbody th, .card tbody td.end').allInnerTexts();
        const { name, bytes } = await take(page, 'SVG');
        const svg = await read(bytes);
        saysAll(svg, page, name);
        assert.ok(cells.length > 0);
        assert.ok(svg.desc.endsWith(svg.title), 'described as a whole, not by the course of one row');
        const has = svg.texts.join('').replace(/\s/g, '');
        for (const cell of cells) assert.ok(has.includes(cell.replace(/\s/g, '')), cell);
        assert.ok(svg.attributes.includes('fill=#17202c') && !svg.attributes.includes('fill=#e7ecf2'));
        assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), theme === 'dark' ? 'rgb(15, 20, 27)' : 'rgb(255, 255, 255)', 'the page keeps its theme');
        assert.deepEqual(faults, []);
        await context.close();
      });
    }
  }

  it('a line: its points are the values of the table', async () => {
    const { page, context } = await open(browser, web.base, `/en/actors/${ids.country}?t=30d`);
    const { name, bytes } = await take(page, 'SVG');
    const svg = await read(bytes);
    saysAll(svg, page, name);
    await page.locator('.card .tools button', { hasText: 'Table' }).first().click();
    const values = (await page.locator('.card').first().locator('tbody td').allInnerTexts()).map((text) => Number(text.replace(/\D/g, '')));
    const ticks = svg.texts.filter((text) => /^[\d\s,]+$/.test(text)).map((text) => Number(text.replace(/\D/g, '')));
    const [floor, ceiling] = [Math.max(...svg.rules), Math.min(...svg.rules)];
    const drawn = [...svg.lines.filter((d) => /^M/.test(d)).sort((a, b) => b.length - a.length)[0].matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map((point) => ((floor - Number(point[2])) / (floor - ceiling)) * Math.max(...ticks));
    assert.ok(drawn.length > 20 && drawn.length >= values.length - 1);
    drawn.forEach((value, i) => assert.ok(Math.abs(value - values[i]) <= Math.max(...ticks) / 500 + 0.01, `point ${i}: ${value} for ${values[i]}`));
    await context.close();
  });

  it('a map: as many dots and the same names, and a PNG of twice its size', async () => {
    const { page, context, faults } = await open(browser, web.base, `/fr/map?t=30d`, { theme: 'dark' });
    const { name, bytes } = await take(page, 'SVG');
    const svg = await read(bytes);
    saysAll(svg, page, name);
    assert.equal(svg.circles, await page.locator('.card .body circle').count());
    for (const text of await page.locator('.card .map svg text').allTextContents()) assert.ok(svg.texts.includes(text.trim()), text);
    const png = (await take(page, 'PNG')).bytes;
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [2 * svg.width, 2 * svg.height]);
    const colours = await blank.evaluate(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      const pen = canvas.getContext('2d');
      pen.drawImage(image, 0, 0);
      const { data } = pen.getImageData(0, 0, image.width, image.height);
      const found = new Set();
      for (let i = 0; i < data.length; i += 4) found.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
      return [...found];
    }, `data:image/png;base64,${png.toString('base64')}`);
    assert.ok(colours.includes('237,240,243') && colours.includes('23,32,44') && colours.includes('255,255,255'), 'land, letters and paper');
    assert.deepEqual(faults, [], 'nothing against the policy of the server');
    await context.close();
  });

  it('presence: small multiples are one picture', async () => {
    const { page, context } = await open(browser, web.base, '/en/presence', { width: 390 });
    const { name, bytes } = await take(page, 'SVG', 1);
    const svg = await read(bytes);
    saysAll(svg, page, name);
    for (const head of await page.locator('.smalls strong').allInnerTexts()) assert.ok(svg.texts.includes(head), head);
    await context.close();
  });

  it('what others wrote stays text', async () => {
    const evil = '<script>alert(1)</script><image href="x" onerror="alert(2)"/>&amp;]]>\u0000\u0008';
    const route = (page) => page.route('**/api/v1/rankings?**', async (route) => {
      const answer = await route.fetch();
      const body = await answer.json();
      for (const row of body.rows) row.name_en = evil;
      await route.fulfill({ response: answer, json: body });
    });
    const { page, context } = await open(browser, web.base, '/en/rankings?t=30d', { route });
    await page.locator('main select').nth(1).selectOption('countries');
    await settle(page);
    await page.locator('tbody th', { hasText: '<script>' }).first().waitFor();
    const svg = await read((await take(page, 'SVG')).bytes);
    assert.ok(svg.texts.join('').replace(/\s/g, '').includes(evil.replace(/[\s\u0000\u0008]/g, '')));
    await context.close();
  });
});

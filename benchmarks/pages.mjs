// From the browser's request to a page with data, over the store that ./bench queries fills: Chromium with an
// empty cache, each page in turn. Beside it the page About, which asks for no data: the floor.
// Called by ./bench pages [--folder DIR] [--posts N] [--times N].
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '..');
const { chromium } = createRequire(join(root, 'web', 'package.json'))('playwright-core');
const split = process.argv.indexOf('--');
const { values: options } = parseArgs({
  args: process.argv.slice(2, split),
  options: {
    folder: { type: 'string', default: join('target', 'bench-queries') },
    posts: { type: 'string', default: '20000000' },
    times: { type: 'string', default: '10' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
  },
});
const [java, ...serving] = process.argv.slice(split + 1);
const times = Number(options.times);

// What a reader came for; nothing of it is there before the answer of the API.
const pages = [
  ['About', 'about', 'main h1'],
  ['Now', '', 'main tbody tr, main article'],
  ['Map', 'map?t=30d', 'main tbody tr'],
  ['Rankings', 'rankings?t=30d', 'main tbody tr'],
  ['Actors', 'actors', 'main tbody tr, main ul li a[href*="/actors/"]'],
  ['Actor', 'actors/actor-1?t=30d', '.facts a.big'],
  ['Posts', 'posts?t=30d', 'main article'],
  ['Words', 'posts?t=30d&q=w2', 'main article, main .state'],
  ['Status', 'status', 'main tbody tr, main dl dd'],
];

const hub = spawn(java, [...serving, '--folder', options.folder, '--posts', options.posts], { stdio: ['pipe', 'pipe', 'inherit'], cwd: root });
const address = await new Promise((resolve, reject) => {
  let text = '';
  hub.stdout.on('data', (part) => {
    text += part;
    const ready = /^READY (\S+)\n/m.exec(text);
    if (ready) resolve(ready[1]);
  });
  hub.on('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
});

async function once(browser, [name, path, data]) {
  const context = await browser.newContext(); // a reader who was never here
  try {
    const page = await context.newPage();
    const begin = performance.now();
    await page.goto(`${address}/en/${path}`, { waitUntil: 'commit' });
    try {
      await page.waitForSelector(data, { timeout: 30_000 });
    } catch {
      throw new Error(`${name}: no data within 30 s`);
    }
    return performance.now() - begin;
  } finally {
    await context.close();
  }
}

try {
  const browser = await chromium.launch({
    executablePath: options.chromium,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    let floor = 0;
    for (const page of pages) {
      await once(browser, page); // the program warms up, as a hub that runs has
      const all = [];
      for (let i = 0; i < times; i++) all.push(await once(browser, page));
      all.sort((a, b) => a - b);
      const median = all[Math.floor(times / 2)];
      floor ||= median;
      console.log(`${page[0].padEnd(8)} median ${median.toFixed(0)} ms, most ${all.at(-1).toFixed(0)} ms, ${(median / floor).toFixed(1)} x About`);
    }
  } finally {
    await browser.close();
  }
} finally {
  hub.stdin.end();
  await new Promise((ended) => (hub.exitCode === null ? hub.once('exit', ended) : ended()));
}

// From the moment an event is sent to the moment Chromium shows its post: the page Now, listening to a hub
// that hears the simulator at a rate. Sender, hub and browser share one machine and so one clock.
// Called by ./bench live [--events-per-second N] [--seconds N].
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '..');
const { chromium } = createRequire(join(root, 'web', 'package.json'))('playwright-core');
const { values: options } = parseArgs({
  options: {
    'events-per-second': { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '60' },
    java: { type: 'string' },
    'simulator-classpath': { type: 'string' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
  },
});
const seconds = Number(options.seconds);
const place = mkdtempSync(join(tmpdir(), 'chancery-live-'));
const started = [];

function start(command, args, sign) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], cwd: root });
  started.push(child);
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (part) => {
      text += part;
      const line = text.slice(0, text.lastIndexOf('\n') + 1).split('\n').find((l) => l.startsWith(sign));
      if (line) resolve({ child, line });
    });
    child.on('exit', (code) => reject(new Error(`${command} ended with ${code} before it was ready`)));
  });
}

function resident(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)[1]) / 1024);
}

async function accepted(address) {
  const status = await (await fetch(`${address}api/v1/status`)).json();
  return status.sources.filter((s) => s.kind === 'live').reduce((n, s) => n + (s.accepted ?? 0), 0);
}

function quantile(sorted, p) {
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))];
}

try {
  const simulator = await start(
    options.java,
    ['-Xmx300m', '-cp', options['simulator-classpath'], 'org.chancery.simulator.SimulatorMain', '--speed', '1', '--history-days', '1',
      '--events-per-second', options['events-per-second'], '--countries', join(root, 'registry', 'countries.csv'), '--out', join(place, 'world')],
    'READY ',
  );
  const { jetstream, control } = JSON.parse(simulator.line.slice('READY '.length));
  const hub = await start(
    join(root, 'chancery'),
    ['serve', '--data', join(place, 'data'), '--port', '18099', '--jetstream', jetstream, '--registry', join(place, 'world', 'registry')],
    'Chancery is ready: ',
  );
  const address = hub.line.slice('Chancery is ready: '.length).trim();
  const browser = await chromium.launch({
    executablePath: options.chromium,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${address}en/`);
    await page.waitForSelector('article.post');
    await page.waitForTimeout(20_000); // the program warms up, as a hub that runs has
    await page.evaluate(() => {
      globalThis.shown = new Map();
      const note = () => {
        for (const link of document.querySelectorAll('article.post a[href*="/posts/"]')) {
          const id = link.getAttribute('href').split('/posts/')[1].split('?')[0];
          if (link.querySelector('time') && !globalThis.shown.has(id)) globalThis.shown.set(id, Date.now());
        }
      };
      note();
      globalThis.shown.forEach((at, id) => globalThis.shown.set(id, 0)); // there before we looked
      new MutationObserver(() => requestAnimationFrame(note)).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
    });
    const before = await accepted(address);
    await page.waitForTimeout(seconds * 1_000);
    const shown = await page.evaluate(() => [...globalThis.shown].filter(([, at]) => at > 0));
    const after = await accepted(address);
    const clock = await (await fetch(`${control}/clock`)).json();
    const behind = Date.now() - Date.parse(clock.now); // the simulator's clock began before it spoke
    const lags = [];
    for (const [id, at] of shown) {
      const post = (await (await fetch(`${address}api/v1/posts/${id}`)).json()).rows[0];
      lags.push((at - behind - Date.parse(post.seen)) / 1_000);
    }
    lags.sort((a, b) => a - b);
    const within = lags.filter((lag) => lag <= 2).length;
    console.log(`sent to shown: ${lags.length} posts in ${seconds} s, ${((after - before) / seconds).toFixed(0)} accepted a second of ${options['events-per-second']} events sent; `
      + `median ${quantile(lags, 0.5).toFixed(2)} s, 99 % ${quantile(lags, 0.99).toFixed(2)} s, most ${lags.at(-1).toFixed(2)} s; `
      + `${((100 * within) / lags.length).toFixed(2)} % within 2 s; hub's JVM at most ${resident(hub.child.pid)} MiB resident`);
  } finally {
    await browser.close();
  }
} finally {
  for (const child of started.reverse()) {
    child.kill('SIGTERM');
    await new Promise((ended) => (child.exitCode === null ? child.once('exit', ended) : ended()));
  }
}

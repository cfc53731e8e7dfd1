// What the end-to-end tests share: a server (BASE_URL, or the mock), a browser, and a page that records what it must not do.
import { chromium } from 'playwright-core';

/** The server under test: the one named by BASE_URL, or else the mock on a free port. */
export async function server() {
  if (process.env.BASE_URL) return { base: process.env.BASE_URL.replace(/\/$/, ''), close: async () => {} };
  const { start } = await import('../tools/mock.mjs');
  const mock = await start(0);
  return { base: `http://127.0.0.1:${mock.address().port}`, close: async () => { mock.closeAllConnections(); mock.close(); } };
}

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
  });
}

/** Opens an address and gives the page with a list of its faults: requests elsewhere, CSP violations, errors. */
export async function open(browser, base, path, { width = 1280, theme = 'light', ready = true, init = undefined, route = undefined } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const faults = [];
  const host = new URL(base).host;
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:', 'about:'].includes(url.protocol) && url.host !== host) faults.push(`request to ${request.url()}`);
  });
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('response', (response) => { if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`); });
  await page.addInitScript(() => document.addEventListener('securitypolicyviolation', (event) => console.error(`CSP ${event.violatedDirective} ${event.blockedURI}`)));
  if (init) await page.addInitScript(init);
  if (route) await route(page);
  await page.goto(base + path);
  if (ready) await settle(page);
  return { page, context, faults };
}

/** Waits until the page is there and no card is loading any more. */
export async function settle(page) {
  await page.waitForSelector('main h1', { timeout: 15_000 });
  await page.waitForFunction(() => !document.querySelector('main .skeleton') && !document.querySelector('main [aria-busy="true"]'), undefined, { timeout: 20_000 });
}

/** Ids that exist on this server, taken from its own answers. */
export async function samples(base) {
  const rows = async (path) => (await (await fetch(`${base}/api/v1${path}`)).json()).rows ?? [];
  const [actor] = await rows('/rankings?m=posts&of=actors&t=30d&limit=1');
  const [country] = await rows('/rankings?m=posts&of=countries&t=30d&limit=1');
  const [post] = await rows('/posts?limit=1');
  const [anyActor] = actor ? [actor] : await rows('/actors?limit=1');
  const office = (await rows('/actors?limit=500')).find((one) => one.tenures?.some((tenure) => tenure.office === one.id));
  const status = await (await fetch(`${base}/api/v1/status`)).json();
  return { actor: anyActor?.id, country: country?.id ?? 'FRA', post: post?.id, office: office?.id, month: (status.asof ?? '').slice(0, 7), simulated: status.simulated === true };
}

/** Presses Tab until the focus is on what `selector` finds; fails after `most` presses. */
export async function tabTo(page, selector, most = 60) {
  for (let press = 0; press < most; press++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  throw new Error(`${selector} is not reached by ${most} presses of Tab`);
}

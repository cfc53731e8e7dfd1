// Takes pictures of pages for a person to look at. Use: node tools/shots.mjs BASE_URL OUT_FOLDER width theme lang path…
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [base, out, width, theme, lang, ...paths] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
const context = await browser.newContext({ viewport: { width: Number(width), height: 900 }, colorScheme: theme });
const page = await context.newPage();
page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') console.log(message.text()); });
page.on('pageerror', (error) => console.log('PAGE ERROR', error.message));
for (const path of paths) {
  await page.goto(`${base}/${lang}/${path}`);
  await page.waitForSelector('main h1');
  await page.waitForTimeout(900);
  await page.screenshot({ path: `${out}/${path.replace(/\W+/g, '_') || 'now'}-${width}-${theme}-${lang}.png`, fullPage: true });
}
await browser.close();

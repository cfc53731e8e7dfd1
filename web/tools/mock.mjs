// A small stand-in for the server, for work on the pages only: dist with the server's headers, and seeded invented answers
// in the shapes of /api/v1. Not shipped. Use: node tools/mock.mjs [port]. Prints one line when it answers.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { answers, liveSnapshot, COUNTRIES_ANSWER } from './mock-data.mjs';

const DIST = new URL('../dist/', import.meta.url);
/** The server's policy; MOCK_CSP tries another. */
export const CSP = process.env.MOCK_CSP ?? [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "connect-src 'self'", "font-src 'self'",
  "worker-src 'self' blob:", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", 'trusted-types svelte-trusted-html',
].join('; ');
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.json': 'application/json' };
const VERSION = 'mock-1';

function page(url, response) {
  const lang = url.pathname.startsWith('/fr') ? 'fr' : 'en';
  const first = { '/api/v1/live-snapshot': liveSnapshot(), '/api/v1/countries': COUNTRIES_ANSWER, simulated: true, version: VERSION, contact: process.env.MOCK_CONTACT ?? '' };
  const html = readFileSync(new URL('index.html', DIST), 'utf8')
    .replace('__LANG__', lang).replace('__TITLE__', 'Chancery').replace('__DESCRIPTION__', 'mock')
    .replace('__FIRST_DATA__', () => JSON.stringify(first).replaceAll('<', '\\u003c')).replace('__ALTERNATES__', '').replace('__PRELOADS__', '');
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': CSP, 'cache-control': 'no-cache' }).end(html);
}

function live(request, response) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-api-version': VERSION });
  const send = () => { const snapshot = liveSnapshot(); response.write(`event: snapshot\nid: ${snapshot.version}\ndata: ${JSON.stringify(snapshot)}\n\n`); };
  send();
  const timers = [setInterval(send, 1500), setInterval(() => response.write('event: beat\ndata: {}\n\n'), 5000)];
  request.on('close', () => timers.forEach(clearInterval));
}

export function start(port) {
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const path = url.pathname;
    if (path === '/') return response.writeHead(302, { location: '/en/' }).end();
    if (path === '/api/v1/live') return live(request, response);
    if (path.startsWith('/api/')) {
      const { status, body } = answers(path.replace('/api/v1', ''), url.searchParams);
      const type = status === 200 ? 'application/json' : 'application/problem+json';
      return response.writeHead(status, { 'content-type': type, 'x-api-version': VERSION }).end(JSON.stringify(body));
    }
    if (extname(path)) {
      const file = new URL(`.${path}`, DIST);
      if (path.includes('..') || !existsSync(file)) return response.writeHead(404).end();
      return response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', 'cache-control': 'public, max-age=31536000, immutable' }).end(readFileSync(file));
    }
    if (/^\/(en|fr)(\/|$)/.test(path)) return page(url, response);
    response.writeHead(404).end();
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}

if (process.argv[1]?.endsWith('mock.mjs')) {
  const server = await start(Number(process.argv[2] ?? 4173));
  console.log(`mock is ready: http://127.0.0.1:${server.address().port}/`);
}

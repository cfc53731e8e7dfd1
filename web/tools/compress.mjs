// Writes a .gz and a .br copy beside each text asset of dist/assets, for the server to send as they are.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const folder = new URL('../dist/assets/', import.meta.url);
let [plain, gzip, brotli] = [0, 0, 0];
for (const name of readdirSync(folder).filter((file) => /\.(js|css|svg|json)$/.test(file))) {
  const text = readFileSync(new URL(name, folder));
  const gz = gzipSync(text, { level: 9 });
  const br = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } });
  writeFileSync(new URL(`${name}.gz`, folder), gz);
  writeFileSync(new URL(`${name}.br`, folder), br);
  [plain, gzip, brotli] = [plain + text.length, gzip + gz.length, brotli + br.length];
}
console.log(`compress.mjs: ${plain} bytes of assets, ${gzip} as gzip, ${brotli} as brotli`);

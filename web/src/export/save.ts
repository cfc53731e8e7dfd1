import { FONT_FILES } from '../fonts';
import { TABULAR } from './drawing';
import type { Picture } from './picture';

const SCALE = 2;
/** Browsers make no canvas with a longer side. */
const LONGEST_SIDE = 16_000;

/** Hands a file to the reader, as any download. */
export function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The serialiser alone makes the markup: what others wrote stays text. */
function written({ svg }: Picture): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

const svgBlob = (text: string): Blob => new Blob([text], { type: 'image/svg+xml' });

export const svgFile = (picture: Picture): Blob => svgBlob(written(picture));

/** The picture in pixels, two for each; fewer only where a browser could not hold them. Throws where it cannot be drawn. */
export async function pngFile(picture: Picture): Promise<Blob> {
  const scale = Math.min(SCALE, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const address = URL.createObjectURL(svgBlob(withStyle(written(picture), await fontFaces())));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/png'));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Goes before the first element; into the tree it cannot go, as the page's policy allows no style there. */
const withStyle = (svg: string, style: string): string => svg.replace('<title>', () => `<style>${style}.${TABULAR}{font-variant-numeric:tabular-nums}</style><title>`);

/** An image sees no font of the page: the page's own go along inside it, as far as they can be had. */
async function fontFaces(): Promise<string> {
  const faces = await Promise.all(FONT_FILES.map(async ({ url, range }) => `@font-face{font-family:'Inter Variable';font-weight:100 900;unicode-range:${range};src:url(${await dataUrl(url)}) format('woff2')}`)).catch(() => []);
  return faces.join('');
}

async function dataUrl(url: string): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return `data:font/woff2;base64,${btoa(text)}`;
}

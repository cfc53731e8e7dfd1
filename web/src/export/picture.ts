import { drawPage, widthOf } from './layout';
import { element, SVG } from './drawing';
import { wrap, xmlText } from './text';

/** What a picture says beside its figure; all in the page's language. */
export interface Caption {
  /** The page it comes from: an actor, a ranking. */
  readonly page: string;
  readonly title: string;
  /** Unit and window. */
  readonly subtitle: string;
  /** One sentence for those who cannot see it. */
  readonly sentence: string;
  /** Under the figure, a paragraph each: filters, freshness, source, licence, address. */
  readonly lines: readonly string[];
  /** Not '' where the numbers are invented: stands above everything. */
  readonly simulated: string;
  readonly lang: string;
  /** Dublin Core terms for those who find the file later. */
  readonly terms: Readonly<Record<string, string>>;
}

export interface Picture { readonly svg: XMLDocument; readonly width: number; readonly height: number }

const MARGIN = 24;
/** Who opens the file may lack the font: DejaVu Sans is a fifth wider. */
const OTHER_FONTS = 1.2;
const LEAST_WIDTH = 320;
const FAMILY = "'Inter Variable', Inter, system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif";
const DUBLIN_CORE = 'http://purl.org/dc/elements/1.1/';
const XMLNS = 'http://www.w3.org/2000/xmlns/';
/** Of the light theme, as on paper. */
const COLOURS = { ground: '#ffffff', text: '#17202c', muted: '#52606f', band: '#6b5300' };

/**
 * A figure of the page as a file of its own: SVG without variables, styles, scripts, links or foreign objects. Always in the
 * light theme, as on paper: the same choice gives the same file to everybody. Nothing of it is seen on the page.
 */
export function picture(figure: Element, caption: Caption): Picture {
  const made = document.implementation.createDocument(SVG, 'svg', null);
  const root = made.documentElement;
  const drawn = inLight(() => drawPage(figure, made));
  const width = Math.max(LEAST_WIDTH, drawn.width) + 2 * MARGIN;
  let y = 0;
  root.append(element(made, 'title', {}, xmlText(caption.title)), element(made, 'desc', {}, xmlText(caption.sentence)), metadata(made, caption));
  const all = element(made, 'g', { 'font-family': FAMILY });
  root.append(all);
  const ground = element(made, 'rect', { width: '100%', height: '100%', fill: COLOURS.ground });
  all.append(ground);
  if (caption.simulated) {
    const band = element(made, 'rect', { width: '100%', fill: COLOURS.band });
    all.append(band);
    y = 8;
    paragraph(caption.simulated, 14, 600, COLOURS.ground);
    y += 8;
    band.setAttribute('height', String(y));
  }
  y += MARGIN - 8;
  paragraph(caption.page, 12, 400, COLOURS.muted);
  paragraph(caption.title, 19, 600, COLOURS.text);
  paragraph(caption.subtitle, 13, 400, COLOURS.muted);
  y += 12;
  drawn.element.setAttribute('transform', `translate(${MARGIN} ${Math.round(y)})`);
  all.append(drawn.element);
  y += drawn.height + 16;
  for (const line of caption.lines) paragraph(line, 12, 400, COLOURS.muted);
  const height = Math.ceil(y + MARGIN - 8);
  const attributes = { width: Math.ceil(width), height, viewBox: `0 0 ${Math.ceil(width)} ${height}`, role: 'img', 'xml:lang': caption.lang };
  for (const [name, value] of Object.entries(attributes)) root.setAttribute(name, String(value));
  return { svg: made, width: attributes.width, height };

  function paragraph(text: string, size: number, weight: number, fill: string): void {
    for (const line of wrap(xmlText(text), width - 2 * MARGIN, (part) => OTHER_FONTS * widthOf(part, size, weight, FAMILY))) {
      y += size * 1.35;
      all.append(element(made, 'text', { x: MARGIN, y: y - size * 0.25, 'font-size': size, 'font-weight': weight, fill }, line));
    }
  }
}

function metadata(made: Document, caption: Caption): SVGElement {
  const all = element(made, 'metadata');
  all.setAttributeNS(XMLNS, 'xmlns:dc', DUBLIN_CORE);
  for (const [name, value] of Object.entries(caption.terms)) {
    if (!value) continue;
    const term = made.createElementNS(DUBLIN_CORE, `dc:${name}`);
    term.textContent = xmlText(value);
    all.append(term);
  }
  return all;
}

/** Reads the page's colours as the light theme has them; the browser paints only afterwards, so that nobody sees it. */
function inLight<T>(read: () => T): T {
  const { dataset } = document.documentElement;
  const before = dataset['theme'];
  dataset['theme'] = 'light';
  try {
    return read();
  } finally {
    if (before === undefined) delete dataset['theme'];
    else dataset['theme'] = before;
  }
}

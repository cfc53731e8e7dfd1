import { xmlText } from './text';
import { paint, rounded, stretched, unitless } from './values';

export const SVG = 'http://www.w3.org/2000/svg';

/** What is taken over, by name: everything else (scripts, handlers, links, foreign objects, styles) stays behind. */
const SHAPES = new Set(['g', 'defs', 'pattern', 'path', 'circle', 'ellipse', 'rect', 'line', 'polyline', 'polygon', 'text']);
const GEOMETRY = ['d', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'width', 'height', 'points', 'transform', 'patternUnits', 'patternTransform'];
/** Computed properties that become attributes, where they are not what SVG takes anyway. */
const LOOKS: Readonly<Record<string, string>> = {
  'fill-opacity': '1', 'stroke-opacity': '1', opacity: '1', 'stroke-width': '1', 'stroke-dasharray': 'none', 'stroke-linecap': 'butt', 'stroke-linejoin': 'miter', 'paint-order': 'normal',
};
const LETTERING: Readonly<Record<string, string>> = { 'text-anchor': 'start', 'font-size': '', 'font-weight': '400' };

/** Marks what a picture leaves out: what follows the pointer, and what only the page needs. */
export const LEFT_OUT = '[data-picture="no"]';

/** Marks figures of one width, for which SVG has no attribute: who draws the file may heed it. */
export const TABULAR = 'tabular';

/** An element of the picture with its attributes. */
export function element(owner: Document, name: string, attributes: Readonly<Record<string, string | number>> = {}, text?: string): SVGElement {
  const made = owner.createElementNS(SVG, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, typeof value === 'number' ? rounded(value) : value);
  if (text !== undefined) made.textContent = text;
  return made;
}

/** A drawing of the page with every computed value in place, at `x`, `y` of the picture, as large as it stands on the page. */
export function copyDrawing(drawing: SVGSVGElement, owner: Document, x: number, y: number): SVGElement {
  const { width, height } = drawing.getBoundingClientRect();
  const box = drawing.viewBox.baseVal;
  const made = element(owner, 'svg', { x, y, width, height });
  if (!box || box.width === 0 || box.height === 0) {
    for (const child of drawing.children) append(made, copy(child, owner));
    return made;
  }
  let [sx, sy] = [width / box.width, height / box.height];
  if (drawing.getAttribute('preserveAspectRatio') !== 'none') sx = sy = Math.min(sx, sy);
  const transform = `translate(${rounded((width - box.width * sx) / 2 - box.x * sx)} ${rounded((height - box.height * sy) / 2 - box.y * sy)}) scale(${sx} ${sy})`;
  for (const child of drawing.children) {
    const unscaled = stretch(child, owner, sx, sy);
    if (unscaled) made.append(unscaled);
    else append(append(made, element(owner, 'g', { transform })), copy(child, owner));
  }
  return made;
}

function append<T extends SVGElement>(parent: SVGElement, child: T | null): T {
  if (child) parent.append(child);
  return child as T;
}

function copy(from: Element, owner: Document): SVGElement | null {
  if (!SHAPES.has(from.localName) || from.matches(LEFT_OUT)) return null;
  const made = element(owner, from.localName);
  for (const name of GEOMETRY) {
    const value = from.getAttribute(name);
    if (value !== null) made.setAttribute(name, value);
  }
  if (from.localName === 'pattern') made.setAttribute('id', from.id);
  dress(made, from);
  if (from.localName === 'text') {
    made.textContent = xmlText(from.textContent?.trim() ?? '');
    made.setAttribute('class', TABULAR);
  } else for (const child of from.children) append(made, copy(child, owner));
  return made;
}

/** Lines whose width does not scale with their drawing get scaled points instead: outside a page that width is not kept. */
function stretch(from: Element, owner: Document, sx: number, sy: number): SVGElement | null {
  if (getComputedStyle(from).vectorEffect !== 'non-scaling-stroke' || from.matches(LEFT_OUT)) return null;
  const made = copy(from, owner);
  const path = from.getAttribute('d');
  const scaled = path === null ? null : stretched(path, sx, sy);
  if (from.localName === 'line') {
    for (const name of ['x1', 'x2', 'y1', 'y2']) made?.setAttribute(name, rounded(Number(from.getAttribute(name)) * (name[0] === 'x' ? sx : sy)));
  } else if (scaled !== null) made?.setAttribute('d', scaled);
  else return null;
  return made;
}

function dress(made: SVGElement, from: Element): void {
  if (['g', 'defs', 'pattern'].includes(from.localName)) return;
  const style = getComputedStyle(from);
  for (const name of ['fill', 'stroke'] as const) {
    const found = paint(style[name]);
    if (found) {
      if (name === 'stroke' || found.colour !== '#000000') made.setAttribute(name, found.colour);
      if (found.opacity < 1) made.setAttribute(`${name}-opacity`, String(found.opacity));
    } else if (name === 'fill') made.setAttribute('fill', 'none');
  }
  const stroked = made.hasAttribute('stroke');
  for (const [name, usual] of Object.entries({ ...LOOKS, ...(from.localName === 'text' ? LETTERING : {}) })) {
    if (!stroked && /^(stroke|paint)/.test(name)) continue;
    const value = unitless(style.getPropertyValue(name));
    if (value && value !== usual && !made.hasAttribute(name)) made.setAttribute(name, value);
  }
  if (stroked && style.vectorEffect === 'non-scaling-stroke') made.setAttribute('stroke-width', rounded(parseFloat(style.strokeWidth) / scaleOf(from)));
}

function scaleOf(shape: Element): number {
  const matrix = (shape as SVGGraphicsElement).transform?.baseVal?.consolidate()?.matrix;
  return matrix ? Math.hypot(matrix.a, matrix.b) || 1 : 1;
}

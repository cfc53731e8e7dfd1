import { copyDrawing, element, LEFT_OUT, TABULAR } from './drawing';
import { xmlText } from './text';
import { paint } from './values';

/** What belongs to the page alone, not to its picture. */
const PAGE_ONLY = `${LEFT_OUT}, button, select, input, details, .hidden-visually, .no-print, .print-only, [aria-live]`;

const canvas = document.createElement('canvas').getContext('2d')!;

/** Width of a text in pixels. */
export function widthOf(text: string, size: number, weight: number | string, family: string): number {
  canvas.font = `${weight} ${size}px ${family}`;
  return canvas.measureText(text).width;
}

export interface Drawn { readonly element: SVGElement; readonly width: number; readonly height: number }

/**
 * Draws a part of the page as it stands: drawings, texts line by line, lines and grounds of boxes, nothing else; of what scrolls,
 * all. Texts become text nodes, whatever they hold. Its top left corner is at 0, 0.
 */
export function drawPage(root: Element, owner: Document): Drawn {
  const frame = root.getBoundingClientRect();
  const origin = { left: frame.left, top: frame.top };
  const size = { width: frame.width, height: frame.height };
  const made = element(owner, 'g');
  walk(root);
  return { element: made, ...size };

  function walk(from: Element): void {
    if (from.matches(PAGE_ONLY) || from.getClientRects().length === 0) return;
    const style = getComputedStyle(from);
    if (style.visibility !== 'visible') return;
    if (from !== root) box(from, style);
    const { scrollLeft, scrollTop } = from;
    origin.left -= scrollLeft;
    origin.top -= scrollTop;
    for (const child of from.childNodes) {
      if (child instanceof SVGSVGElement) drawing(child);
      else if (child instanceof Element) walk(child);
      else if (child instanceof Text && child.data.trim()) text(child, from, style);
    }
    origin.left += scrollLeft;
    origin.top += scrollTop;
  }
  function drawing(from: SVGSVGElement): void {
    const at = from.getBoundingClientRect();
    if (at.width > 0 && !from.matches(LEFT_OUT)) made.append(copyDrawing(from, owner, at.left - origin.left, at.top - origin.top));
  }
  function box(from: Element, style: CSSStyleDeclaration): void {
    const at = from.getBoundingClientRect();
    const [left, top, right, bottom] = [at.left - origin.left, at.top - origin.top, at.right - origin.left, at.bottom - origin.top];
    size.width = Math.max(size.width, right);
    size.height = Math.max(size.height, bottom);
    const ground = paint(style.backgroundColor);
    if (ground) made.append(element(owner, 'rect', { x: left, y: top, width: at.width, height: at.height, fill: ground.colour, 'fill-opacity': ground.opacity }));
    const sides = [
      ['Top', left, top, right, top], ['Bottom', left, bottom, right, bottom], ['Left', left, top, left, bottom], ['Right', right, top, right, bottom],
    ] as const;
    for (const [side, x1, y1, x2, y2] of sides) {
      const colour = paint(style[`border${side}Color`]);
      const width = parseFloat(style[`border${side}Width`]);
      if (colour && width > 0) made.append(element(owner, 'line', { x1, y1, x2, y2, stroke: colour.colour, 'stroke-width': width }));
    }
  }
  function text(node: Text, from: Element, style: CSSStyleDeclaration): void {
    const colour = paint(inkOf(from, style));
    const size = parseFloat(style.fontSize);
    canvas.font = `${style.fontWeight} ${size}px ${style.fontFamily}`;
    const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = canvas.measureText('x');
    const end = style.textAlign === 'right' || style.textAlign === 'end';
    for (const line of linesOf(node)) {
      const baseline = line.top + (line.bottom - line.top) * (up / (up + down)) - origin.top;
      made.append(element(owner, 'text', {
        x: (end ? line.right : line.left) - origin.left, y: baseline, 'font-size': size, fill: colour?.colour ?? '#000000',
        ...(end ? { 'text-anchor': 'end' } : {}), ...(style.fontVariantNumeric.includes('tabular') ? { class: TABULAR } : {}), ...(style.fontWeight === '400' ? {} : { 'font-weight': style.fontWeight }),
      }, xmlText(line.text)));
    }
  }
}

/** A link is no link on paper: it has the colour of the text around it. */
function inkOf(from: Element, style: CSSStyleDeclaration): string {
  const link = from.closest('a');
  return link?.parentElement && style.color === getComputedStyle(link).color ? getComputedStyle(link.parentElement).color : style.color;
}

const SPACE = /[ \t\r\n]/;

interface Line { text: string; left: number; right: number; top: number; bottom: number }

/** A text as the lines into which the browser broke it. */
function linesOf(node: Text): Line[] {
  const range = document.createRange();
  const lines: Line[] = [];
  let from = 0;
  for (const letter of node.data) {
    range.setStart(node, from);
    range.setEnd(node, (from += letter.length));
    const at = range.getBoundingClientRect();
    const space = SPACE.test(letter);
    const last = lines.at(-1);
    if (at.width === 0) {
      // Marks and joiners take no room of their own; a space without room was folded away.
      if (last && !space) last.text += letter;
    } else if (last && Math.abs(last.top - at.top) < 2) {
      last.text += space ? ' ' : letter;
      if (space) continue;
      last.left = Math.min(last.left, at.left);
      last.right = Math.max(last.right, at.right);
    } else if (!space) lines.push({ text: letter, left: at.left, right: at.right, top: at.top, bottom: at.bottom });
  }
  return lines;
}

import type { XY } from './curves';

export interface Label extends XY { readonly text: string; readonly anchor: 'start' | 'end' }
interface Dot extends XY { readonly name: string; readonly radius: number }

/**
 * Names beside dots, most important first: right of the dot, else left, else none; no name covers another name, the edge,
 * or the body of another important dot. Widths are estimated (0.58 em a letter), which is enough to keep them apart.
 */
export function placeLabels(dots: readonly Dot[], width: number, height: number, fontSize: number, most: number): Label[] {
  const taken: { left: number; right: number; top: number; bottom: number }[] = [];
  const labels: Label[] = [];
  for (const dot of dots) {
    if (labels.length >= most) break;
    const length = dot.name.length * fontSize * 0.58;
    const sides = [
      { anchor: 'start' as const, left: dot.x + dot.radius + 4 },
      { anchor: 'end' as const, left: dot.x - dot.radius - 4 - length },
    ];
    for (const side of sides) {
      const box = { left: side.left, right: side.left + length, top: dot.y - fontSize * 0.6, bottom: dot.y + fontSize * 0.6 };
      const inside = box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
      const free = taken.every((other) => box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom);
      const clear = dots.slice(0, 2 * most).every((other) => {
        const reach = other.radius * 0.6;
        return other === dot || other.x + reach < box.left || other.x - reach > box.right || other.y + reach < box.top || other.y - reach > box.bottom;
      });
      if (!inside || !free || !clear) continue;
      taken.push(box);
      labels.push({ x: side.anchor === 'start' ? box.left : box.right, y: dot.y, text: dot.name, anchor: side.anchor });
      break;
    }
  }
  return labels;
}

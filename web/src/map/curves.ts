export interface XY { readonly x: number; readonly y: number }

/** How far a curve bends, as a share of its length. */
const BEND = 0.22;

/**
 * The middle handle of the curve from a to b: off the middle of the line, to the left of travel as seen on the screen
 * (y grows downwards), so that a→b and b→a lie side by side.
 */
export function handle(a: XY, b: XY): XY {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  return { x: (a.x + b.x) / 2 + dy * BEND, y: (a.y + b.y) / 2 - dx * BEND };
}

/** The point of the quadratic curve at share s of its parameter. */
export function along(a: XY, b: XY, s: number): XY {
  const c = handle(a, b);
  const mix = (p: number, q: number, r: number) => (1 - s) ** 2 * p + 2 * (1 - s) * s * q + s ** 2 * r;
  return { x: mix(a.x, c.x, b.x), y: mix(a.y, c.y, b.y) };
}

/** The SVG path of the curve from a to b. */
export function curve(a: XY, b: XY): string {
  const c = handle(a, b);
  const round = (value: number) => Math.round(value * 10) / 10;
  return `M${round(a.x)} ${round(a.y)}Q${round(c.x)} ${round(c.y)} ${round(b.x)} ${round(b.y)}`;
}

/** A small arrow head at share s of the curve, pointing along it: three corners as an SVG polygon. */
export function arrow(a: XY, b: XY, s: number, size: number): string {
  const [here, ahead] = [along(a, b, s), along(a, b, Math.min(1, s + 0.01))];
  const angle = Math.atan2(ahead.y - here.y, ahead.x - here.x);
  const corner = (turn: number, length: number) => `${(here.x + Math.cos(angle + turn) * length).toFixed(1)},${(here.y + Math.sin(angle + turn) * length).toFixed(1)}`;
  return [corner(0, size), corner(2.5, size), corner(-2.5, size)].join(' ');
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * The nearest of `points` in a direction from `here`: within 60° of it, distance weighted against straying sideways.
 * Where none lies that way, null.
 */
export function nearestTowards<P extends XY>(here: XY, points: readonly P[], direction: Direction): P | null {
  const [ux, uy] = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }[direction] as [number, number];
  let best: P | null = null;
  let bestScore = Infinity;
  for (const point of points) {
    const [dx, dy] = [point.x - here.x, point.y - here.y];
    const forward = dx * ux + dy * uy;
    const aside = Math.abs(dx * uy) + Math.abs(dy * ux);
    if (forward <= 0 || aside > forward * 1.75) continue;
    const score = forward + 2 * aside;
    if (score < bestScore) [best, bestScore] = [point, score];
  }
  return best;
}

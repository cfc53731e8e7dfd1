/** A colour as the browser computed it, as SVG 1.1 knows it: hex and opacity; null where nothing is painted. */
export function paint(computed: string): { colour: string; opacity: number } | null {
  const inside = /^url\("?(#[\w-]+)"?\)/.exec(computed);
  if (inside) return { colour: `url(${inside[1]})`, opacity: 1 };
  const found = /^rgba?\(([\d.]+),? ([\d.]+),? ([\d.]+)(?:,? (?:\/ )?([\d.]+))?\)$/.exec(computed);
  if (!found) return null;
  const opacity = found[4] === undefined ? 1 : Number(found[4]);
  if (opacity === 0) return null;
  return { colour: `#${[1, 2, 3].map((i) => Math.round(Number(found[i])).toString(16).padStart(2, '0')).join('')}`, opacity };
}

/** A length or a list of lengths in pixels without its unit. */
export const unitless = (computed: string): string => computed.replace(/px/g, '').replace(/,\s*/g, ' ');

export const rounded = (value: number): string => String(Math.round(value * 100) / 100);

/** The same absolute path (M, L, C, Q, H, V, Z), each coordinate taken times sx or sy. Null where it has other commands. */
export function stretched(path: string, sx: number, sy: number): string | null {
  if (!/^[MLCQHVZ\d\s.,e-]*$/.test(path)) return null;
  return path.replace(/([MLCQHVZ])([^MLCQHVZ]*)/g, (_whole, command: string, rest: string) => {
    const numbers = rest.match(/-?[\d.]+(?:e-?\d+)?/g) ?? [];
    const scale = (i: number) => (command === 'H' ? sx : command === 'V' ? sy : i % 2 ? sy : sx);
    return command + numbers.map((number, i) => rounded(Number(number) * scale(i))).join(' ');
  });
}

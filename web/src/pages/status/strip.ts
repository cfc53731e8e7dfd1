import type { Gap } from '../../api/types';

/** A part of a strip that was not heard: where it begins and how wide it is, as shares of the strip. */
export interface Deaf { readonly at: number; readonly width: number }
/** @property since where the source was first heard: before that the strip is empty; 1 where it never was. */
export interface Strip { readonly since: number; readonly parts: readonly Deaf[]; readonly gaps: number; readonly seconds: number }

export const DAY = 86_400;
/** What is shorter than this share of a strip is drawn as wide, or nobody would see it. */
const LEAST = 0.004;

/** The last `seconds` before `asof` as a strip, which begins where the source was first heard (null: never); gaps that touch each other are one part, and time counts once. */
export function strip(gaps: readonly Gap[], asof: string, seconds: number, firstHeard: string | null): Strip {
  const end = Date.parse(asof) / 1000;
  const left = end - seconds;
  const begin = firstHeard ? Math.min(end, Math.max(left, Date.parse(firstHeard) / 1000)) : end;
  const inside = gaps
    .map((gap) => [Math.max(left, Date.parse(gap.from) / 1000), Math.min(end, gap.to ? Date.parse(gap.to) / 1000 : end)] as const)
    .filter(([from, to]) => from < to)
    .sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of inside) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return {
    since: (begin - left) / seconds,
    parts: merged.map(([from, to]) => {
      const width = Math.max(LEAST, (to - from) / seconds);
      return { at: Math.min(1 - width, (from - left) / seconds), width };
    }),
    gaps: inside.length,
    seconds: merged.reduce((sum, [from, to]) => sum + to - from, 0),
  };
}

import { ticks } from 'd3-array';

/** A straight scale from the domain [d0, d1] to the range [r0, r1]; a domain of no width maps to r0. */
export function linear(d0: number, d1: number, r0: number, r1: number): (value: number) => number {
  const span = d1 - d0;
  return (value) => (span === 0 ? r0 : r0 + ((value - d0) / span) * (r1 - r0));
}

/** A radius whose circle's area grows with the value: 0 at 0, `largest` at `top`. */
export function areaRadius(top: number, largest: number): (value: number) => number {
  return (value) => (top <= 0 || value <= 0 ? 0 : Math.sqrt(value / top) * largest);
}

/** Round steps from 0 that cover `top`; the last step is at or above it. */
export function stepsFromZero(top: number, wanted = 4): number[] {
  if (!(top > 0)) return [0, 1];
  const steps = ticks(0, top, wanted);
  const step = steps.length > 1 ? steps[1]! - steps[0]! : top;
  if (steps.at(-1)! < top) steps.push(steps.at(-1)! + step);
  return steps.map((value) => Number(value.toPrecision(12)));
}

/** The next value of 1, 2, 5, 10, 20 … at or below `value`. */
export function roundDown125(value: number): number {
  if (!(value > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const lead = value / power + 1e-9;
  return Number(((lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power).toPrecision(12));
}

/** Three sizes for a legend of circles: 1-2-5 values, the first near the top of the data. Fewer where the data is small. */
export function legendSizes(top: number): number[] {
  const first = roundDown125(top);
  return [...new Set([first, roundDown125(first / 4), roundDown125(first / 16)])].filter((value) => value >= 1 || (value > 0 && top < 4));
}

const HOUR = 3_600_000;
const STEPS = [60_000, 300_000, 600_000, 900_000, 1_800_000, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR, 2 * 24 * HOUR, 7 * 24 * HOUR, 14 * 24 * HOUR, 28 * 24 * HOUR, 91 * 24 * HOUR, 365 * 24 * HOUR];

/** Times (epoch milliseconds, UTC) at round steps within [from, to], at most `most` of them. */
export function timeTicks(from: number, to: number, most: number): { times: number[]; step: number } {
  const step = STEPS.find((candidate) => (to - from) / candidate <= most) ?? STEPS.at(-1)!;
  const times: number[] = [];
  for (let time = Math.ceil(from / step) * step; time <= to; time += step) times.push(time);
  return { times, step };
}

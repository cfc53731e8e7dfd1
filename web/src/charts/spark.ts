import { readRange } from '../url/codec';

const DAY = 86_400_000;
const MOST = 90;

/** The step in which rows of a ranking tell their posts: days up to 90, then weeks up to 90; '' where a row has no room for it. */
export function sparkStep(t: string): 'day' | 'week' | '' {
  const range = readRange(t);
  const days = range ? (Date.parse(range.to) - Date.parse(range.from)) / DAY : ({ '7d': 7, '30d': 30 }[t] ?? 0);
  if (days < 3) return '';
  return days <= MOST ? 'day' : days <= 7 * MOST ? 'week' : '';
}

/** The values of buckets that lie wholly in the window and in the past: a part of a day is no day. */
export function finished(values: readonly number[], window: { readonly from: string; readonly to: string }, step: 'day' | 'week', asof: string): number[] {
  const from = Date.parse(window.from);
  const to = Math.min(Date.parse(window.to), Date.parse(asof));
  const day = Math.floor(from / DAY);
  const first = step === 'week' ? day - ((day + 3) % 7) : day; // 1 January 1970 was a Thursday
  const width = step === 'week' ? 7 * DAY : DAY;
  return values.filter((_, i) => first * DAY + i * width >= from && first * DAY + (i + 1) * width <= to);
}

/** A line through values at equal distances, from edge to edge. */
export function sparkPath(values: readonly number[], width: number, y: (value: number) => number): string {
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  return values.map((value, i) => `${i ? 'L' : 'M'}${(i * step).toFixed(1)} ${y(value).toFixed(1)}`).join('');
}

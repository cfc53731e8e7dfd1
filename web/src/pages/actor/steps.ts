import { readRange } from '../../url/codec';

export type Step = 'hour' | 'day' | 'week';

const MILLIS = { hour: 3_600_000, day: 86_400_000, week: 7 * 86_400_000 } as const;

/** The step that gives a readable line for a window: hours up to three days, days up to 200, then weeks. */
export function stepFor(t: string): Step {
  const range = readRange(t);
  const span = range ? Date.parse(range.to) - Date.parse(range.from) : { '24h': MILLIS.day, '7d': 7 * MILLIS.day, '30d': 30 * MILLIS.day }[t];
  if (span === undefined) return 'week';
  return span <= 3 * MILLIS.day ? 'hour' : span <= 200 * MILLIS.day ? 'day' : 'week';
}

/** One step as a range of the address. */
export function stepRange(at: string, step: Step): string {
  const text = (time: number) => (step === 'hour' ? `${new Date(time).toISOString().slice(0, 16)}Z` : new Date(time).toISOString().slice(0, 10));
  const start = Date.parse(at);
  return `${text(start)}..${text(start + MILLIS[step])}`;
}

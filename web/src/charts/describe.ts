/** What a picture shows, as data for one sentence. The words are in i18n; here is only the arithmetic. */
export interface SeriesFacts {
  readonly lowest: { at: string; value: number };
  readonly highest: { at: string; value: number };
  readonly total: number;
  readonly trend: 'rising' | 'falling' | 'steady';
}

/** A third counts as different from another from this share on. */
const TREND_SHARE = 0.15;

/** Lowest, highest, and whether the last third lies above or below the first; null for no points. */
export function seriesFacts(points: readonly { at: string; value: number }[]): SeriesFacts | null {
  if (points.length === 0) return null;
  const by = (better: (a: number, b: number) => boolean) => points.reduce((best, point) => (better(point.value, best.value) ? point : best));
  const third = Math.max(1, Math.floor(points.length / 3));
  const mean = (some: readonly { value: number }[]) => some.reduce((sum, point) => sum + point.value, 0) / some.length;
  const [first, last] = [mean(points.slice(0, third)), mean(points.slice(-third))];
  const margin = TREND_SHARE * Math.max(first, last);
  return {
    lowest: by((a, b) => a < b),
    highest: by((a, b) => a > b),
    total: points.reduce((sum, point) => sum + point.value, 0),
    trend: last - first > margin ? 'rising' : first - last > margin ? 'falling' : 'steady',
  };
}

/** The one whose count moved most, by the size of the move against its chance size (√ of the larger); null for none. */
export function mostMoved<T extends { value: number; previous?: number | null }>(rows: readonly T[]): T | null {
  const score = (row: T) => Math.abs(row.value - (row.previous ?? 0)) / Math.sqrt(Math.max(1, row.value, row.previous ?? 0));
  return rows.reduce<T | null>((best, row) => (best === null || score(row) > score(best) ? row : best), null);
}

/** How the last half hour stands against the one before it: a factor, or null where the earlier half is too small. */
export function paceOf(minutes: readonly { posts: number }[]): number | null {
  const half = Math.floor(minutes.length / 2);
  const sum = (some: readonly { posts: number }[]) => some.reduce((all, minute) => all + minute.posts, 0);
  const [before, after] = [sum(minutes.slice(0, half)), sum(minutes.slice(half))];
  return before >= 10 ? after / before : null;
}

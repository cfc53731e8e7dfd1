import type { PresencePoint, PresenceRow } from '../../api/types';

export type State = 'posting' | 'listed' | 'silent' | 'left';
const BEST: readonly State[] = ['posting', 'listed', 'silent', 'left'];

/** A country over all networks that are shown. */
export interface Standing {
  readonly country: string;
  readonly status: string;
  /** The best of its states. */
  readonly state: State;
  /** Networks on which it is present. */
  readonly networks: readonly string[];
  readonly accounts: number;
  readonly rows: readonly PresenceRow[];
}

export const present = (state: string): boolean => state === 'posting' || state === 'listed';

/** Rows of countries and networks, by country. */
export function byCountry(rows: readonly PresenceRow[]): Map<string, Standing> {
  const groups = new Map<string, PresenceRow[]>();
  for (const row of rows) groups.set(row.country, [...(groups.get(row.country) ?? []), row]);
  return new Map([...groups].map(([country, all]) => [country, {
    country, status: all[0]!.status, rows: all,
    state: BEST.find((state) => all.some((row) => row.state === state))!,
    networks: all.filter((row) => present(row.state)).map((row) => row.network),
    accounts: all.reduce((sum, row) => sum + row.accounts, 0),
  }]));
}

/** Members of the United Nations by how they stand; `none`: no account listed. */
export function tally(members: readonly string[], standings: ReadonlyMap<string, Standing>): { present: number; silent: number; left: number; none: readonly string[] } {
  const count = (good: (state: State) => boolean) => members.filter((code) => { const one = standings.get(code); return one && good(one.state); }).length;
  return { present: count(present), silent: count((state) => state === 'silent'), left: count((state) => state === 'left'), none: members.filter((code) => !standings.has(code)) };
}

/** One line for each network, in the order of their last value; `any` first. */
export function lines(points: readonly PresencePoint[]): { network: string; points: readonly PresencePoint[] }[] {
  const groups = new Map<string, PresencePoint[]>();
  for (const point of points) groups.set(point.network, [...(groups.get(point.network) ?? []), point]);
  return [...groups].map(([network, all]) => ({ network, points: all })).filter((line) => line.network === 'any' || line.points.some((point) => point.value + point.silent + point.left + point.others > 0))
    .sort((a, b) => Number(b.network === 'any') - Number(a.network === 'any') || b.points.at(-1)!.value - a.points.at(-1)!.value);
}

/** Steps as an SVG path in a box of `width` by `height`: each value holds until the next moment; alone it is a level line. */
export function steps(values: readonly number[], top: number, width: number, height: number): string {
  if (values.length === 0) return '';
  const x = (i: number) => round((i / values.length) * width);
  const y = (value: number) => round(height - (Math.min(value, top) / Math.max(1, top)) * height);
  return values.map((value, i) => `${i === 0 ? `M0 ${y(value)}` : `V${y(value)}`}H${x(i + 1)}`).join('');
}
const round = (value: number) => Math.round(value * 10) / 10;

/** Years from the first known until the clock's, newest first; months of a year until the clock's. */
export function years(first: string, now: string): string[] {
  const [from, to] = [Number(first.slice(0, 4)), Number(now.slice(0, 4))];
  return Array.from({ length: Math.max(0, to - from) + 1 }, (_, i) => String(to - i));
}
export function months(year: string, now: string): string[] {
  const last = year === now.slice(0, 4) ? Number(now.slice(5, 7)) : 12;
  return Array.from({ length: last }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`);
}

/** The period before or after, of the same kind; '' where it would lie outside of what is known. */
export function neighbour(at: string, by: 1 | -1, first: string, now: string): string {
  const wanted = at.length === 4 ? String(Number(at) + by) : new Date(Date.UTC(Number(at.slice(0, 4)), Number(at.slice(5, 7)) - 1 + by, 1)).toISOString().slice(0, 7);
  return wanted < first.slice(0, wanted.length) || wanted > now.slice(0, wanted.length) ? '' : wanted;
}

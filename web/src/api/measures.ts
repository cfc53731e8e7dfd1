import { nameOf } from './countries';
import { get } from './client';
import type { Answer, MeasureText } from './types';

let catalogue: Promise<readonly MeasureText[]> | undefined;

/** The catalogue of measures, fetched once; empty where it cannot be had. */
export function loadMeasures(): Promise<readonly MeasureText[]> {
  catalogue ??= get<Answer<MeasureText>>('/measures').then((answer) => answer.rows, () => {
    catalogue = undefined;
    return [];
  });
  return catalogue;
}

/** Measures by which actors can be put in order, as the pages list them; only those of the catalogue are offered. */
export const RANKABLE = [
  'posts', 'reposts-made', 'posts-per-day', 'share-of-voice', 'share-of-mentions', 'followers', 'followers-growth', 'engagement',
  'effectiveness', 'interaction-rate', 'h-reach', 'conversational', 'conversational-all', 'abroad', 'answered', 'response-time',
] as const;

/** Measures whose amounts add up over accounts, so that a dot's area may stand for them. */
export const COUNTS = ['posts', 'reposts-made', 'engagement'] as const;

/** The choice of measures for a list, in our order. */
export function choices(rows: readonly MeasureText[], ids: readonly string[]): { value: string; text: string }[] {
  return ids.flatMap((id) => {
    const found = rows.find((row) => row.id === id);
    return found ? [{ value: id, text: nameOf(found) }] : [];
  });
}

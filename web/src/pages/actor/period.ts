import { t } from '../../i18n/t';
import { onDate } from '../../lib/format';

/** From when to when a row of the list holds, in words. */
export function period(row: { from?: string | null | undefined; to?: string | null | undefined }): string {
  const key = row.from ? (row.to ? 'actor.fromTo' : 'actor.since') : row.to ? 'actor.until' : 'actor.always';
  return t(key, { from: row.from ? onDate(row.from) : '', to: row.to ? onDate(row.to) : '' });
}

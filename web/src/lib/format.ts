import { lang, t } from '../i18n/t';

/** Numbers, dates and lengths of time in the page's language; every clock time is UTC. */
const locale = lang === 'fr' ? 'fr-FR' : 'en-GB';
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumSignificantDigits: 3 });
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
const bytesOf = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
const languages = new Intl.DisplayNames([lang], { type: 'language' });

export const count = (value: number): string => whole.format(value);
export const list = (items: readonly string[]): string => lists.format(items);
export const at = (time: string): string => `${clock.format(new Date(time))} UTC`;
export const clockTime = (time: string): string => clock.format(new Date(time));
export const onDay = (time: string): string => first(day.format(new Date(time)));
export const onDate = (time: string): string => first(date.format(new Date(time)));
export const moment = (time: string): string => `${onDate(time)}, ${at(time)}`;

/** French writes the first of a month as an ordinal, which Intl does not. */
function first(text: string): string {
  return lang === 'fr' ? text.replace(/^1(?=\s\p{L})/u, '1er') : text;
}

const DAY_MILLIS = 86_400_000;
const atMidnight = (time: string): boolean => new Date(time).getTime() % DAY_MILLIS === 0;

/** A half-open window in words: whole days by their first and last day, other windows by their two moments. */
export function span(from: string, to: string): string {
  if (!atMidnight(from) || !atMidnight(to)) return `${moment(from)} – ${moment(to)}`;
  const last = new Date(Date.parse(to) - DAY_MILLIS).toISOString();
  return from.slice(0, 10) === last.slice(0, 10) ? onDate(from) : `${onDate(from)} – ${onDate(last)}`;
}

/** A value of a measure in its unit: shares as per cent, times as lengths, the rest to three digits below 1,000. */
export function value(amount: number | null | undefined, unit = ''): string {
  if (amount === null || amount === undefined) return '–';
  if (unit === '0..1') return percent.format(amount);
  if (unit === 'seconds') return length(amount);
  return Number.isInteger(amount) || Math.abs(amount) >= 1000 ? whole.format(amount) : short.format(amount);
}

/** A difference, with its sign; shares in points of per cent. */
export function change(amount: number, unit = ''): string {
  if (unit === '0..1') return `${signed.format(amount * 100)} ${t('unit.points')}`;
  return signed.format(Math.abs(amount) >= 1000 ? Math.round(amount) : amount);
}

/** A length of time in its largest fitting unit. */
export function length(seconds: number): string {
  const [amount, unit] = seconds < 90 ? [seconds, 'second'] : seconds < 5400 ? [seconds / 60, 'minute'] : seconds < 129_600 ? [seconds / 3600, 'hour'] : [seconds / 86_400, 'day'];
  return new Intl.NumberFormat(lang, { style: 'unit', unit: unit as string, unitDisplay: 'short', maximumFractionDigits: 0 }).format(amount as number);
}

/** A size in bytes, decimal units. */
export function bytes(size: number): string {
  const step = Math.min(4, Math.max(0, Math.floor(Math.log10(Math.max(1, size)) / 3)));
  const names = lang === 'fr' ? ['o', 'ko', 'Mo', 'Go', 'To'] : ['B', 'kB', 'MB', 'GB', 'TB'];
  return `${bytesOf.format(size / 1000 ** step)} ${names[step]}`;
}

/** The name of a language from its tag; the tag itself where it is unknown. */
export function language(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

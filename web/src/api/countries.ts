import { pick } from '../i18n/t';
import { get } from './client';
import type { Answer, Country, Named } from './types';

let byCode = new Map<string, Country>();
let codes: ReadonlySet<string> = new Set();

/** Loads the registry's countries, once; without them pages still work and show codes. */
export async function loadCountries(): Promise<void> {
  try {
    const answer = await get<Answer<Country>>('/countries');
    byCode = new Map(answer.rows.map((row) => [row.country, row]));
    codes = new Set(byCode.keys());
  } catch {
    byCode = new Map();
  }
}

export const countryCodes = (): ReadonlySet<string> => codes;
export const findCountry = (code: string): Country | undefined => byCode.get(code);

/** All countries, in the alphabetical order of the page's language. */
export function countries(): Country[] {
  const collator = new Intl.Collator(document.documentElement.lang);
  return [...byCode.values()].sort((a, b) => collator.compare(nameOf(a), nameOf(b)));
}

/** A name in the page's language. */
export function nameOf(named: Named): string {
  return pick({ en: named.name_en, fr: named.name_fr });
}

/** A country's name by our own registry, or its code. */
export function countryName(code: string | null | undefined): string {
  if (!code) return '';
  const country = byCode.get(code);
  return country ? nameOf(country) : code;
}

/** The country that a text names: its code, or its name in either language, whatever the case. */
export function countryByText(text: string): string | null {
  const wanted = fold(text);
  for (const [code, country] of byCode) {
    if ([code, country.name_en, country.name_fr].some((name) => name && fold(name) === wanted)) return code;
  }
  return null;
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’']/g, "'").trim().toLowerCase();

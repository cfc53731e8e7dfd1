import type en from './en.json';

/** Every text of the pages; both languages have the same keys (tests/i18n.test.ts). */
export type Key = keyof typeof en;
export type Lang = 'en' | 'fr';
type PluralBase = { [K in Key]: K extends `${infer Base}.other` ? Base : never }[Key];
type Values = Record<string, string | number>;

/** The language of this page load: the first step of the path. A change of language is a new page load. */
export const lang: Lang = globalThis.location?.pathname.startsWith('/fr') ? 'fr' : 'en';
let texts: Record<string, string> = {};
const plurals = new Intl.PluralRules(lang);

/** Sets the texts; called once, before the first component is made. */
export function useTexts(all: Record<string, string>): void {
  texts = all;
}

/** The text of `key`, its {names} replaced. */
export function t(key: Key, values: Values = {}): string {
  // A value that the server knows and these texts do not is shown as it is.
  return fill(texts[key] ?? key.slice(key.lastIndexOf('.') + 1), values);
}

/** The text of `base` in the plural form that `count` asks for. */
export function plural(base: PluralBase, count: number, values: Values = {}): string {
  const text = texts[`${base}.${plurals.select(count)}`] ?? texts[`${base}.other`] ?? base;
  return fill(text, { n: new Intl.NumberFormat(lang === 'fr' ? 'fr-FR' : 'en-GB').format(count), ...values });
}

/** Replaces each {name} that has a value. */
export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** The one of two texts that is in the page's language. */
export function pick(either: { en?: string | null; fr?: string | null }): string {
  return (lang === 'fr' ? either.fr || either.en : either.en || either.fr) ?? '';
}

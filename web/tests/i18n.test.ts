import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fill } from '../src/i18n/t';
import en from '../src/i18n/en.json';
import fr from '../src/i18n/fr.json';
import { HOWS, KINDS, NETWORKS, OFS, SPANS, TYPES, VIEWS } from '../src/url/codec';

const source = new URL('../src', import.meta.url).pathname;
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith('.test.ts'));
const code = files.map((name) => readFileSync(join(source, name), 'utf8')).join('\n');
const english: Record<string, string> = en;
const french: Record<string, string> = fr;
const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

describe('both languages', () => {
  it('have the same keys, in the same order', () => expect(Object.keys(fr)).toEqual(Object.keys(en)));
  it.each(Object.keys(english))('%s fills in the same values and is not empty', (key) => {
    expect(new Set(names(french[key]!))).toEqual(new Set(names(english[key]!)));
    expect(french[key]!.trim()).not.toBe('');
  });
  it('differ where they should', () => {
    const same = Object.keys(english).filter((key) => english[key] === french[key] && english[key]!.length > 14 && !key.startsWith('network.'));
    expect(same).toEqual([]);
  });
});

describe('keys', () => {
  const made = [...code.matchAll(/\b(?:t|plural)\(`([\w.]+\.)\$\{/g)].map((found) => found[1]!);
  it('are all used', () => {
    const unused = Object.keys(english).filter((key) => !code.includes(`'${key}'`) && !code.includes(`'${key.replace(/\.(one|other)$/, '')}'`) && !made.some((prefix) => key.startsWith(prefix)));
    expect(unused).toEqual([]);
  });
  it.each([['kind', KINDS], ['network', NETWORKS], ['type', TYPES], ['how', HOWS], ['of', OFS], ['view', VIEWS], ['span', SPANS]] as const)('name every %s', (prefix, values) => {
    for (const value of values) expect(english, `${prefix}.${value}`).toHaveProperty([`${prefix}.${value}`]);
  });
  it('have both plural forms', () => {
    for (const key of Object.keys(english).filter((one) => one.endsWith('.one'))) expect(english).toHaveProperty([key.replace(/one$/, 'other')]);
  });
});

describe('French typography', () => {
  it.each(Object.entries(french))('%s', (_key, text) => {
    expect(text, 'a narrow no-break space before ; ! ?').not.toMatch(/[^\u202F][;!?]/);
    expect(text, 'a no-break space before a colon').not.toMatch(/[^\u00A0]:/);
    expect(text, 'no-break spaces inside guillemets').not.toMatch(/«[^\u00A0]|[^\u00A0]»/);
    expect(text, 'a real apostrophe').not.toMatch(/'/);
    expect(text, 'no English quotes').not.toMatch(/["“”]/);
    expect(text, 'no plain space where it must not break').not.toMatch(/ [;:!?»%]|« /);
    expect(text, 'an ellipsis of one character').not.toMatch(/\.\.\./);
  });
});

describe('English typography', () => {
  it.each(Object.entries(english))('%s', (_key, text) => expect(text).not.toMatch(/ [;:!?]|["']|\.\.\./));
});

it('fills values in, and leaves unknown names', () => {
  expect(fill('{a} of {b}', { a: 1 })).toBe('1 of {b}');
});

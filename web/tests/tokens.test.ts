import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, distance, parse, see, VISIONS, type Rgb } from './colour';

const css = readFileSync(new URL('../src/styles/tokens.css', import.meta.url), 'utf8');
const themes = ['light', 'dark'] as const;
const tokens = Object.fromEntries([...css.matchAll(/--([\w-]+): light-dark\((#[0-9A-F]{6}), (#[0-9A-F]{6})\)/gi)].map(([, name, light, dark]) => [name!, { light: parse(light!), dark: parse(dark!) }]));
const colour = (name: string, theme: 'light' | 'dark'): Rgb => tokens[name]![theme];
const series = (letter: string, n: number, theme: 'light' | 'dark') => Array.from({ length: n }, (_, i) => colour(`${letter}${i + 1}`, theme));

describe.each(themes)('%s theme', (theme) => {
  const [bg, surface] = [colour('bg', theme), colour('surface', theme)];

  it.each([
    ['text', { light: [16.4, 15.3], dark: [15.6, 13.8] }], ['muted', { light: [6.4, 6.0], dark: [8.4, 7.4] }], ['link', { light: [7.2, 6.7], dark: [9.2, 8.1] }],
    ['focus', { light: [7.2, 6.7], dark: [10.9, 9.7] }], ['border-strong', { light: [3.7, 3.4], dark: [4.3, 3.9] }],
  ] as const)('%s stands out as designed', (name, expected) => {
    expect(contrast(colour(name, theme), bg)).toBeCloseTo(expected[theme][0], 0);
    expect(contrast(colour(name, theme), surface)).toBeCloseTo(expected[theme][1], 0);
  });

  it('keeps small text at 4.5 and marks at 3 to 1', () => {
    for (const name of ['text', 'muted', 'link', 'info', 'notice', 'warning', 'critical', 'ok']) {
      for (const ground of [bg, surface]) expect(contrast(colour(name, theme), ground), name).toBeGreaterThanOrEqual(4.5);
    }
    for (const name of ['info', 'notice', 'warning', 'critical', 'ok']) for (const ground of [bg, surface]) expect(contrast(colour(name, theme), ground), name).toBeGreaterThanOrEqual(5.55);
    for (const name of ['border-strong', 'focus', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6']) expect(contrast(colour(name, theme), bg), name).toBeGreaterThanOrEqual(3);
  });

  const closest = { light: { normal: 22.0, protan: 13.1, deutan: 13.1, tritan: 12.1 }, dark: { normal: 22.6, protan: 14.4, deutan: 14.1, tritan: 12.0 } };
  it.each(Object.keys(VISIONS))('tells the six categories apart, %s vision', (vision) => {
    const seen = series('c', 6, theme).map((one) => see(one, vision));
    const smallest = Math.min(...seen.flatMap((a, i) => seen.slice(i + 1).map((b) => distance(a, b))));
    expect(smallest).toBeGreaterThanOrEqual(11.95);
    expect(smallest).toBeCloseTo(closest[theme][vision as 'normal'], 0);
  });

  it.each(Object.keys(VISIONS))('keeps neighbouring steps of scales apart, %s vision', (vision) => {
    for (const [letter, n, least] of [['s', 6, 9.35], ['d', 7, 9.65]] as const) {
      const seen = series(letter, n, theme).map((one) => see(one, vision));
      for (let i = 1; i < n; i++) expect(distance(seen[i - 1]!, seen[i]!), `${letter}${i} to ${letter}${i + 1}`).toBeGreaterThanOrEqual(least);
    }
  });

  it('puts more further from the background', () => {
    const ratios = series('s', 6, theme).map((one) => contrast(one, bg));
    expect([...ratios].sort((a, b) => a - b)).toEqual(ratios);
  });
});

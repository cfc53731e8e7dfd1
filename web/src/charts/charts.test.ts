import { describe, expect, it } from 'vitest';
import { mostMoved, paceOf, seriesFacts } from './describe';
import { areaRadius, legendSizes, linear, roundDown125, stepsFromZero, timeTicks } from './scales';

describe('scales', () => {
  it('maps straight', () => {
    expect(linear(0, 10, 100, 0)(2.5)).toBe(75);
    expect(linear(3, 3, 5, 9)(3)).toBe(5);
  });
  it('gives circles areas in proportion', () => {
    const radius = areaRadius(100, 20);
    expect(radius(100)).toBe(20);
    expect(radius(25)).toBe(10);
    expect(radius(0)).toBe(0);
  });
  it.each([[7, 7], [100, 100], [0.037, 0.037], [1234, 1234]])('covers %d from zero', (top, least) => {
    const steps = stepsFromZero(top);
    expect(steps[0]).toBe(0);
    expect(steps.at(-1)!).toBeGreaterThanOrEqual(least);
    expect(steps.length).toBeLessThanOrEqual(8);
  });
  it('rounds down to 1, 2, 5', () => {
    expect([1, 1.9, 2, 4.99, 5, 99, 1000, 0.3].map(roundDown125)).toEqual([1, 1, 2, 2, 5, 50, 1000, 0.2]);
  });
  it('gives a legend of falling sizes', () => {
    expect(legendSizes(437)).toEqual([200, 50, 10]);
    expect(legendSizes(3)).toEqual([2, 0.5, 0.1]);
    expect(legendSizes(0)).toEqual([]);
  });
  it('puts time ticks at round UTC times', () => {
    const from = Date.parse('2026-11-21T22:07:00Z');
    const { times, step } = timeTicks(from, from + 3_600_000, 7);
    expect(step).toBe(600_000);
    expect(new Date(times[0]!).toISOString()).toBe('2026-11-21T22:10:00.000Z');
    expect(times.length).toBeLessThanOrEqual(7);
  });
});

describe('facts for sentences', () => {
  const points = (values: number[]) => values.map((value, i) => ({ at: `2026-01-01T00:0${i}:00Z`, value }));
  it('finds lowest, highest, total, trend', () => {
    expect(seriesFacts(points([1, 2, 3, 9, 8, 7]))).toMatchObject({ lowest: { value: 1 }, highest: { value: 9 }, total: 30, trend: 'rising' });
    expect(seriesFacts(points([9, 9, 1, 1]))?.trend).toBe('falling');
    expect(seriesFacts(points([5, 5, 5]))?.trend).toBe('steady');
    expect(seriesFacts(points([0, 0]))?.trend).toBe('steady');
    expect(seriesFacts([])).toBeNull();
  });
  it('prefers a surprising move to a large one', () => {
    expect(mostMoved([{ value: 1000, previous: 990 }, { value: 30, previous: 2 }])).toMatchObject({ value: 30 });
    expect(mostMoved([])).toBeNull();
  });
  it('gives a pace only where there is enough', () => {
    expect(paceOf([5, 5, 10, 10].map((posts) => ({ posts })))).toBe(2);
    expect(paceOf([1, 1, 10, 10].map((posts) => ({ posts })))).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { finished, sparkPath, sparkStep } from './spark';

describe('the step of a sparkline', () => {
  it.each([['7d', 'day'], ['30d', 'day'], ['24h', ''], ['all', ''], ['2026-01-01..2026-01-03', ''], ['2026-01-01..2026-04-01', 'day'], ['2025-01-01..2026-01-01', 'week'], ['2020-01-01..2026-01-01', '']])('%s: %s', (t, step) => {
    expect(sparkStep(t)).toBe(step);
  });
});

describe('finished buckets', () => {
  const window = { from: '2026-11-04T00:00:00Z', to: '2026-11-18T00:00:00Z' }; // Wednesday to Wednesday
  it('leaves out the day that goes on', () => {
    expect(finished([1, 2, 3], { from: '2026-11-06T00:00:00Z', to: '2026-11-09T00:00:00Z' }, 'day', '2026-11-08T15:00:00Z')).toEqual([1, 2]);
    expect(finished([1, 2, 3], { from: '2026-11-06T00:00:00Z', to: '2026-11-09T00:00:00Z' }, 'day', '2026-11-20T00:00:00Z')).toEqual([1, 2, 3]);
  });
  it('leaves out cut weeks at both ends', () => expect(finished([1, 2, 3], window, 'week', '2026-11-20T00:00:00Z')).toEqual([2]));
  it('leaves out a day that begins before the window', () => {
    expect(finished([1, 2, 3], { from: '2026-11-06T10:00:00Z', to: '2026-11-09T00:00:00Z' }, 'day', '2026-11-20T00:00:00Z')).toEqual([2, 3]);
  });
});

describe('its line', () => {
  it('goes from edge to edge', () => expect(sparkPath([0, 5, 10], 100, (value) => 20 - value)).toBe('M0.0 20.0L50.0 15.0L100.0 10.0'));
  it('is a point for one value and nothing for none', () => {
    expect(sparkPath([3], 100, (value) => value)).toBe('M0.0 3.0');
    expect(sparkPath([], 100, (value) => value)).toBe('');
  });
});

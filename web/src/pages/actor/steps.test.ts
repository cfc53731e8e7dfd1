import { expect, it } from 'vitest';
import { readRange } from '../../url/codec';
import { stepFor, stepRange } from './steps';

it('chooses steps that fit', () => {
  expect(['24h', '7d', '30d', 'all', '2026-01-01..2026-01-03', '2020-01-01..2026-01-01'].map(stepFor)).toEqual(['hour', 'day', 'day', 'week', 'hour', 'week']);
});

it('writes a step as a range that the address takes', () => {
  expect(stepRange('2026-11-21T22:00:00Z', 'hour')).toBe('2026-11-21T22:00Z..2026-11-21T23:00Z');
  expect(stepRange('2026-11-21T00:00:00Z', 'day')).toBe('2026-11-21..2026-11-22');
  expect(readRange(stepRange('2026-11-21T22:00:00Z', 'hour'))).not.toBeNull();
});

import { expect, it } from 'vitest';
import { bytes, change, length, span, value } from './format';

it('gives values in their unit', () => {
  expect(value(0.1234, '0..1')).toBe('12.3%');
  expect(value(1234567)).toBe('1,234,567');
  expect(value(3.14159)).toBe('3.14');
  expect(value(null)).toBe('–');
});

it('gives differences their sign', () => {
  expect([change(4), change(-2.5), change(0)]).toEqual(['+4', '-2.5', '0']);
});

it('gives lengths in the largest unit that fits', () => {
  expect([4, 187, 7200, 200_000].map(length)).toEqual(['4 sec', '3 min', '2 hr', '2 days']);
});

it('names the last day of a window of whole days, not the day after', () => {
  expect(span('2026-11-01T00:00:00Z', '2026-11-08T00:00:00Z')).toBe('1 Nov 2026 – 7 Nov 2026');
  expect(span('2026-11-01', '2026-11-02')).toBe('1 Nov 2026');
  expect(span('2026-11-01T10:00:00Z', '2026-11-01T11:00:00Z')).toBe('1 Nov 2026, 10:00 UTC – 1 Nov 2026, 11:00 UTC');
});

it('gives sizes in decimal units', () => {
  expect([0, 999, 4_312_000_000].map(bytes)).toEqual(['0 B', '999 B', '4.31 GB']);
});

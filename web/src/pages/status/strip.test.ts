import { describe, expect, it } from 'vitest';
import { DAY, strip } from './strip';

const NOW = '2026-11-08T00:00:00Z';
const OLD = '2026-10-01T00:00:00Z';
const gap = (from: string, to: string | null) => ({ from, to, why: 'disconnected' });

describe('a strip of gaps', () => {
  it('is whole where nothing is missing, and passes over what lies outside', () => {
    expect(strip([], NOW, DAY, OLD)).toEqual({ since: 0, parts: [], gaps: 0, seconds: 0 });
    expect(strip([gap('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'), gap('2026-11-09T00:00:00Z', null)], NOW, DAY, OLD).parts).toEqual([]);
  });
  it('cuts gaps at its ends; one that lasts reaches to now', () => {
    expect(strip([gap('2026-11-06T00:00:00Z', '2026-11-07T06:00:00Z')], NOW, DAY, OLD)).toEqual({ since: 0, parts: [{ at: 0, width: 0.25 }], gaps: 1, seconds: 6 * 3600 });
    expect(strip([gap('2026-11-07T12:00:00Z', null)], NOW, DAY, OLD).parts).toEqual([{ at: 0.5, width: 0.5 }]);
  });
  it('counts time once where gaps overlap', () => {
    const twice = strip([gap('2026-11-07T06:00:00Z', '2026-11-07T12:00:00Z'), gap('2026-11-07T09:00:00Z', '2026-11-07T18:00:00Z')], NOW, DAY, OLD);
    expect(twice).toEqual({ since: 0, parts: [{ at: 0.25, width: 0.5 }], gaps: 2, seconds: 12 * 3600 });
  });
  it('begins where the source was first heard, and tells gaps before that', () => {
    const young = strip([gap('2026-11-07T00:00:00Z', '2026-11-07T15:00:00Z')], NOW, DAY, '2026-11-07T12:00:00Z');
    expect(young).toEqual({ since: 0.5, parts: [{ at: 0, width: 0.625 }], gaps: 1, seconds: 15 * 3600 });
    expect(strip([], NOW, DAY, '2026-10-01T00:00:00Z').since).toBe(0);
    expect(strip([], NOW, DAY, '2026-12-01T00:00:00Z').since).toBe(1);
    expect(strip([], NOW, DAY, null).since, 'never heard').toBe(1);
  });
  it('shows a gap of a second, within the strip', () => {
    const [one] = strip([gap('2026-11-07T23:59:59Z', NOW)], NOW, 7 * DAY, OLD).parts;
    expect(one!.width).toBeCloseTo(0.004);
    expect(one!.at + one!.width).toBeCloseTo(1);
  });
});

import type { Pair } from '../../api/types';

export interface Partner { readonly code: string; readonly out: number; readonly in: number; readonly previous: number | null }

/**
 * The countries with which `country` exchanges most, by the sum of both directions. A pair may come as one row with its
 * reverse or as two rows; the larger of the two statements for a direction holds, so that nothing is added twice.
 */
export function partnersOf(country: string, pairs: readonly Pair[], most: number): Partner[] {
  const found = new Map<string, { out: number; in: number; previous: number | null }>();
  const at = (code: string) => {
    if (!found.has(code)) found.set(code, { out: 0, in: 0, previous: null });
    return found.get(code)!;
  };
  for (const pair of pairs) {
    if (pair.from === pair.to) continue;
    if (pair.from === country) {
      const partner = at(pair.to);
      partner.out = Math.max(partner.out, pair.value);
      partner.in = Math.max(partner.in, pair.reverse ?? 0);
      partner.previous = pair.previous ?? null;
    } else if (pair.to === country) {
      const partner = at(pair.from);
      partner.in = Math.max(partner.in, pair.value);
      partner.out = Math.max(partner.out, pair.reverse ?? 0);
    }
  }
  return [...found].map(([code, partner]) => ({ code, ...partner }))
    .filter((partner) => partner.out + partner.in > 0)
    .sort((a, b) => b.out + b.in - (a.out + a.in) || a.code.localeCompare(b.code))
    .slice(0, most);
}

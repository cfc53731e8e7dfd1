import { expect, it } from 'vitest';
import { partnersOf } from './partners';

it('adds nothing twice, whether a pair comes once or both ways', () => {
  const both = [{ from: 'FRA', to: 'DEU', value: 5, reverse: 3 }, { from: 'DEU', to: 'FRA', value: 3, reverse: 5 }];
  expect(partnersOf('FRA', both, 10)).toEqual([{ code: 'DEU', out: 5, in: 3, previous: null }]);
  expect(partnersOf('FRA', both.slice(1), 10)).toEqual([{ code: 'DEU', out: 5, in: 3, previous: null }]);
});

it('leaves a country out of its own partners, and orders by both directions', () => {
  const rows = [{ from: 'FRA', to: 'FRA', value: 90 }, { from: 'FRA', to: 'BRA', value: 2, reverse: 9 }, { from: 'FRA', to: 'USA', value: 6, reverse: 1 }];
  expect(partnersOf('FRA', rows, 10).map((partner) => partner.code)).toEqual(['BRA', 'USA']);
  expect(partnersOf('FRA', rows, 1)).toHaveLength(1);
});

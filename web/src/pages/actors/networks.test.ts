import { expect, it } from 'vitest';
import { perNetwork } from './networks';

it('counts open accounts by network, in a fixed order', () => {
  const accounts = [{ network: 'x' }, { network: 'bluesky' }, { network: 'x', to: null }, { network: 'x', to: '2020-01-01' }, { network: 'feed', from: '2030-01-01' }];
  expect(perNetwork(accounts, '2026-11-22T00:00:00Z')).toEqual([{ network: 'bluesky', accounts: 1 }, { network: 'x', accounts: 2 }]);
});

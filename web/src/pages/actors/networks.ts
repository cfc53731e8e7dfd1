import type { Account } from '../../api/types';
import { holds } from '../actor/history';
import { NETWORKS } from '../../url/codec';

/** How many accounts on each network hold at a moment, in the order of the networks; former ones are left out. */
export function perNetwork(accounts: readonly Pick<Account, 'network' | 'from' | 'to'>[], at: string): { network: string; accounts: number }[] {
  const open = accounts.filter((account) => holds(account, at));
  return NETWORKS.map((network) => ({ network, accounts: open.filter((account) => account.network === network).length })).filter((one) => one.accounts > 0);
}

import type { Account, Tenure } from '../../api/types';

interface Dated { readonly from?: string | null | undefined; readonly to?: string | null | undefined }

/** Whether a half-open period holds at a moment; open ends hold for ever. */
export function holds(row: Dated, at: string): boolean {
  const moment = Date.parse(at);
  return (!row.from || Date.parse(row.from) <= moment) && (!row.to || moment < Date.parse(row.to));
}

export interface Office { readonly state: 'vacant' | 'held' | 'joint'; readonly now: readonly Tenure[]; readonly before: readonly Tenure[] }

/** Who holds an office at a moment: nobody that the list knows, one, or several together; earlier holders, the last first. */
export function officeAt(tenures: readonly Tenure[], at: string): Office {
  const now = tenures.filter((tenure) => holds(tenure, at));
  const before = tenures.filter((tenure) => !holds(tenure, at)).sort((a, b) => end(b) - end(a));
  return { state: now.length === 0 ? 'vacant' : new Set(now.map((tenure) => tenure.person)).size > 1 ? 'joint' : 'held', now, before };
}

/** Whether a title says that the office is held for the time being only. */
export const interim = (title: string | null | undefined): boolean => /\b(interim|acting|transition(al)?|caretaker|provisional)\b/i.test(title ?? '');

export type Fate = 'open' | 'future' | 'renamed' | 'passed' | 'closed';
export interface History { readonly account: Account; readonly fate: Fate; readonly now?: Account }

/**
 * Accounts as they stand at a moment, open ones first. A former one was renamed (the same native id goes on under another
 * handle, or the list keeps an old handle without an id beside the only open account), was passed on (the handle went to another account), or was closed.
 */
export function historyOf(accounts: readonly Account[], at: string): History[] {
  const open = accounts.filter((account) => holds(account, at));
  const rows = accounts.map((account): History => {
    if (holds(account, at)) return { account, fate: 'open' };
    if (account.from && Date.parse(account.from) > Date.parse(at)) return { account, fate: 'future' };
    const peers = open.filter((other) => other.network === account.network);
    const sameHandle = peers.find((other) => fold(other.handle) === fold(account.handle));
    if (sameHandle) return { account, fate: 'passed', now: sameHandle };
    const sameId = peers.find((other) => account.native_id && other.native_id === account.native_id);
    const heir = sameId ?? (!account.native_id && peers.length === 1 ? peers[0] : undefined);
    return heir ? { account, fate: 'renamed', now: heir } : { account, fate: 'closed' };
  });
  return rows.sort((a, b) => rank(a) - rank(b) || a.account.network.localeCompare(b.account.network) || end(b.account) - end(a.account));
}

const rank = (row: History): number => (row.fate === 'open' ? 0 : 1);
const fold = (handle: string | null | undefined): string => (handle ?? '').replace(/^@/, '').toLowerCase();
const end = (row: Dated): number => (row.to ? Date.parse(row.to) : Infinity);

/** The website that a remark of the list names, and the remark without it. */
export function websiteOf(note: string | null | undefined): { website: string; rest: string } {
  const found = /\bwebsite (https?:\/\/[^\s;]+)/.exec(note ?? '');
  return { website: found?.[1] ?? '', rest: (note ?? '').replace(found?.[0] ?? '', '').replace(/^[;\s]+|[;\s]+$/g, '') };
}

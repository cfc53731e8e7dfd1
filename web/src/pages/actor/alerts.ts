import type { Alert } from '../../api/types';
import type { Key } from '../../i18n/t';
import { visible } from '../../lib/text';

const CLOSED: Readonly<Record<string, Key>> = { suspended: 'alert.closed.suspended', 'taken-down': 'alert.closed.taken-down', deleted: 'alert.closed.deleted' };

/** The words for an alert, and what of others stands behind them: a handle or a DID, without marks that turn text. */
export function alertText(alert: Alert): { key: Key; shown: string } {
  const what = visible(alert.what ?? '');
  switch (alert.kind) {
    case 'handle-changed':
      return what ? { key: 'alert.handle-changed', shown: what } : { key: 'alert.handle-changed.unnamed', shown: '' };
    case 'did-changed':
      return what ? { key: 'alert.did-changed', shown: what } : { key: 'alert.did-changed.unnamed', shown: '' };
    case 'handle-taken':
      return { key: 'alert.handle-taken', shown: '' };
    default:
      return { key: CLOSED[what] ?? 'alert.closed.deactivated', shown: '' };
  }
}

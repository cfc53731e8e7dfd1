import { describe, expect, it } from 'vitest';
import en from '../../i18n/en.json';
import { alertText } from './alerts';

const seen = { network: 'bluesky', account: 'diplo.example', first_seen: '2026-11-02T12:00:00Z', last_seen: '2026-11-02T12:00:00Z', verified: false, verified_at: null };

describe('the words for an alert', () => {
  it('name the new handle or DID where it is told, without marks that turn text', () => {
    expect(alertText({ ...seen, kind: 'handle-changed', what: 'new\u202E.example' })).toMatchObject({ key: 'alert.handle-changed', shown: 'new.example' });
    expect(alertText({ ...seen, kind: 'did-changed', what: null })).toMatchObject({ key: 'alert.did-changed.unnamed', shown: '' });
  });
  it('never name who took a handle', () => expect(alertText({ ...seen, kind: 'handle-taken', what: null }).shown).toBe(''));
  it('are there for every state of a closed account', () => {
    for (const what of ['deactivated', 'suspended', 'taken-down', 'deleted', 'of tomorrow']) expect(en).toHaveProperty([alertText({ ...seen, kind: 'account-closed', what }).key]);
  });
});

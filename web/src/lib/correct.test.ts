import { describe, expect, it } from 'vitest';
import { registryLine, registryText, reportLink } from './correct';

const account = { network: 'x', handle: 'francediplo', native_id: null, from: '2017-01-20T00:00:00Z', to: '2021-01-20T17:00:00Z', source: 'a "list", 2023', checked: '2023-06' };

describe('a row of the list as text', () => {
  it('stands as in the file', () => {
    expect(registryLine('accounts', { actor: 'fr-mfa', ...account })).toBe('fr-mfa,x,francediplo,,2017-01-20,2021-01-20T17:00:00Z,"a ""list"", 2023",2023-06');
  });
  it('has the kind of the list, not that of the office held now', () => {
    expect(registryLine('actors', { id: 'p', kind: 'head-of-state', listed_kind: 'official' })).toBe('p,official,,,,,,,,,,');
  });
  it('has its columns above', () => {
    expect(registryText('tenures', [{ person: 'p', office: 'o' }])).toBe('registry/tenures.csv\nperson,office,from,to,source,checked\np,o,,,,');
  });
});

describe('the way to report an error', () => {
  it('is a mail to the hub that is already written, without a word to anybody else', () => {
    const url = new URL(reportLink('Error: fr-mfa', 'a,b\nc & d', 'mailto:ann@example.org')!);
    expect(url.protocol).toBe('mailto:');
    expect(url.pathname).toBe('ann@example.org');
    expect(url.searchParams.get('subject')).toBe('Error: fr-mfa');
    expect(url.searchParams.get('body')).toBe('a,b\r\nc & d');
  });
  it('is a page, or an issue where they are opened there', () => {
    expect(reportLink('S', 'x y', 'https://example.org/contact')).toBe('https://example.org/contact');
    expect(reportLink('S', 'x y', 'https://example.org/issues/new')).toBe('https://example.org/issues/new?title=S&body=x%20y');
  });
  it('is none without a contact, or with one that no link may have', () => {
    for (const contact of ['', 'mailto:', 'javascript:alert(1)', 'mailto:a@b.example?bcc=c@d.example']) expect(reportLink('S', 'b', contact)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { registryLine, registryText, reportLink } from './correct';

const account = { network: 'x', handle: 'francediplo', native_id: null, from: '2017-01-20T00:00:00Z', to: '2021-01-20T17:00:00Z', source: 'a "list", 2023', checked: '2023-06' };

describe('a row of the list as text', () => {
  it('stands as in the file', () => {
    expect(registryLine('accounts', { actor: 'fr-mfa', ...account })).toBe('fr-mfa,x,francediplo,,2017-01-20,2021-01-20T17:00:00Z,"a ""list"", 2023",2023-06');
  });
  it('has its columns above', () => {
    expect(registryText('tenures', [{ person: 'p', office: 'o' }])).toBe('registry/tenures.csv\nperson,office,from,to,source,checked\np,o,,,,');
  });
});

describe('the way to report an error', () => {
  it('is a mail that is already written, without a word to anybody else', () => {
    const url = new URL(reportLink('Error: fr-mfa', 'a,b\nc & d', { issues: '', mail: '' }));
    expect(url.protocol).toBe('mailto:');
    expect(url.pathname).toBe('');
    expect(url.searchParams.get('subject')).toBe('Error: fr-mfa');
    expect(url.searchParams.get('body')).toBe('a,b\r\nc & d');
  });
  it('is an issue where there is an address for them', () => {
    expect(reportLink('S', 'x y', { issues: 'https://example.org/issues/new', mail: 'a@example.org' })).toBe('https://example.org/issues/new?title=S&body=x%20y');
  });
});

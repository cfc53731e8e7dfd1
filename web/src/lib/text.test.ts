import { expect, it } from 'vitest';
import { called, hostOf, visible } from './text';

it('takes out what reorders or hides text', () => {
  expect(visible('abc\u202Etxt.exe\u202C')).toBe('abctxt.exe');
  expect(visible('a\u{E0041}\u{E0042}b\u200Bc')).toBe('abc');
  expect(visible('a' + '\u0301'.repeat(40)).length).toBeLessThan(10);
});

it('keeps joiners, accents and line ends', () => {
  expect(visible('👩‍🚀 é می‌خواهم\nx')).toBe('👩‍🚀 é می‌خواهم\nx');
});

it('gives hosts of web links only', () => {
  expect(hostOf('https://www.elysee.fr/x')).toBe('www.elysee.fr');
  expect(hostOf('javascript:alert(1)')).toBeNull();
  expect(hostOf('nonsense')).toBeNull();
});

it('calls a feed by its address and others with one @', () => {
  expect(called('feed', 'https://mfa.example/feed')).toBe('https://mfa.example/feed');
  expect(called('mastodon', '@mfa@social.example')).toBe('@mfa@social.example');
  expect(called('bluesky', 'mfa.example')).toBe('@mfa.example');
});

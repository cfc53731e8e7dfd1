/**
 * Text of posts as it may be shown: without invisible characters that reorder, hide or smuggle text
 * (bidirectional overrides, tag characters, zero-width marks that join nothing). Joiners stay: scripts and emoji need them.
 */
export function visible(text: string): string {
  return text
    .replace(/[\u202A-\u202E\u2066-\u2069\u200B\u2060-\u2064\uFEFF\u00AD]/g, '')
    .replace(/[\u{E0000}-\u{E007F}]/gu, '')
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '')
    .replace(/(\p{M})\p{M}{7,}/gu, '$1');
}

/** The host of a link, or null where it is no http(s) address: only such links are made clickable. */
export function hostOf(link: string): string | null {
  try {
    const url = new URL(link);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.host : null;
  } catch {
    return null;
  }
}

/** An account as its network calls it: a feed by its address, any other with one @ before its handle. */
export function called(network: string | null | undefined, handle: string): string {
  return network === 'feed' ? handle : `@${handle.replace(/^@/, '')}`;
}

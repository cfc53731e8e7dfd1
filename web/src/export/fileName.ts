const DAY_MILLIS = 86_400_000;

/**
 * The name of a file that leaves the site: what it shows, its half-open window, and the moment it was true,
 * `chancery_map_2026-11-01_2026-11-08_asof-20261108T1200Z.svg`. What is not known is left out.
 */
export function fileName(what: string, window: { from: string; to: string } | null | undefined, asof: string | undefined, extension: string): string {
  const ends = window ? [moment(window.from), moment(window.to)] : [];
  const parts = ['chancery', slug(what), ...ends, asof ? `asof-${compact(asof)}` : ''].filter(Boolean);
  return `${parts.join('_')}.${extension}`;
}

/** Letters, digits and dashes alone, whatever was given: names of files are read by every system. */
function slug(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 80);
}
function moment(time: string): string {
  return Date.parse(time) % DAY_MILLIS === 0 ? new Date(time).toISOString().slice(0, 10) : compact(time);
}
function compact(time: string): string {
  return `${new Date(time).toISOString().slice(0, 16).replace(/[-:]/g, '')}Z`;
}

import { hostOf } from './text';

export type RegistryFile = 'actors' | 'accounts' | 'tenures';
const COLUMNS: Record<RegistryFile, readonly string[]> = {
  actors: ['id', 'kind', 'name_en', 'name_fr', 'country', 'organisation', 'voice', 'host', 'wikidata', 'note', 'source', 'checked'],
  accounts: ['actor', 'network', 'handle', 'native_id', 'from', 'to', 'source', 'checked'],
  tenures: ['person', 'office', 'from', 'to', 'source', 'checked'],
};

/** One line of a registry file as it stands there: RFC 4180, whole days as dates. */
export function registryLine(file: RegistryFile, row: object): string {
  const cells = { ...(row as Record<string, unknown>) };
  if (file === 'actors' && cells['listed_kind']) cells['kind'] = cells['listed_kind'];
  return COLUMNS[file].map((column) => quoted(dated(column, cells[column]))).join(',');
}

/** The line with the names of its columns above it, and the file it stands in. */
export function registryText(file: RegistryFile, rows: readonly object[]): string {
  return [`registry/${file}.csv`, COLUMNS[file].join(','), ...rows.map((row) => registryLine(file, row))].join('\n');
}

/**
 * Where a report goes, by the hub's contact: a mail with the row already written in it, an issue where the page is one at
 * which they are opened, else the page itself. Null where there is no contact. Nothing is asked of anybody until it is followed.
 */
export function reportLink(subject: string, body: string, contact: string): string | null {
  const encode = encodeURIComponent;
  if (/^mailto:[^?]+$/.test(contact)) return `${contact}?subject=${encode(subject)}&body=${encode(body.replace(/\n/g, '\r\n'))}`;
  if (!hostOf(contact)) return null;
  return /\/issues\/new$/.test(contact) ? `${contact}?title=${encode(subject)}&body=${encode(body)}` : contact;
}

function dated(column: string, value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  return column === 'from' || column === 'to' ? text.replace(/T00:00(:00)?Z$/, '') : text;
}
const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);

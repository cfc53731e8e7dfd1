/** Where corrections of the list go; one place for whoever runs a hub. `issues`: the address at which an issue is opened, taken first. */
export const CORRECTIONS = { issues: '', mail: '' } as const;

export type RegistryFile = 'actors' | 'accounts' | 'tenures';
const COLUMNS: Record<RegistryFile, readonly string[]> = {
  actors: ['id', 'kind', 'name_en', 'name_fr', 'country', 'organisation', 'voice', 'host', 'wikidata', 'note', 'source', 'checked'],
  accounts: ['actor', 'network', 'handle', 'native_id', 'from', 'to', 'source', 'checked'],
  tenures: ['person', 'office', 'from', 'to', 'source', 'checked'],
};

/** One line of a registry file as it stands there: RFC 4180, whole days as dates. */
export function registryLine(file: RegistryFile, row: object): string {
  const cells = row as Record<string, unknown>;
  return COLUMNS[file].map((column) => quoted(dated(column, cells[column]))).join(',');
}

/** The line with the names of its columns above it, and the file it stands in. */
export function registryText(file: RegistryFile, rows: readonly object[]): string {
  return [`registry/${file}.csv`, COLUMNS[file].join(','), ...rows.map((row) => registryLine(file, row))].join('\n');
}

/** An address that opens a report with the row already written in it. Nothing is asked of anybody until it is followed. */
export function reportLink(subject: string, body: string, to: { issues: string; mail: string } = CORRECTIONS): string {
  const encode = encodeURIComponent;
  return to.issues ? `${to.issues}?title=${encode(subject)}&body=${encode(body)}` : `mailto:${to.mail}?subject=${encode(subject)}&body=${encode(body.replace(/\n/g, '\r\n'))}`;
}

function dated(column: string, value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  return column === 'from' || column === 'to' ? text.replace(/T00:00(:00)?Z$/, '') : text;
}
const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);

import type { Json } from '../../plan/json.ts';

/**
 * The rows of a CSV text as objects by the names in its first row; undefined where Terraform reports an error.
 * https://developer.hashicorp.com/terraform/language/functions/csvdecode
 */
export function fromCsv(text: string): Json | undefined {
  const [header, ...rows] = rowsOf(text) ?? [];
  if (header === undefined || new Set(header).size < header.length) return undefined;
  if (rows.some((row) => row.length !== header.length)) return undefined;
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])));
}

/** Empty lines are no rows. */
function rowsOf(text: string): readonly (readonly string[])[] | undefined {
  const field = /(?:"((?:[^"]|"")*)"|([^"\r\n,]*))(,|\r?\n|$)/uy;
  const rows: string[][] = [];
  let row: string[] = [];
  while (field.lastIndex < text.length || row.length > 0) {
    const [whole, quoted, bare = '', end] = field.exec(text) ?? [];
    if (whole === undefined) return undefined;
    const isEmptyLine = row.length === 0 && quoted === undefined && bare === '' && end !== ',';
    if (!isEmptyLine) row.push(quoted?.replaceAll('""', '"').replaceAll('\r\n', '\n') ?? bare);
    if (end === ',') continue;
    if (row.length > 0) rows.push(row);
    row = [];
  }
  return rows;
}

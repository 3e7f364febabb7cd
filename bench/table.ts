/** What a part of the benchmark hands back: `export async function run(): Promise<Table>`. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What to know for reading it. */
  readonly note?: string;
}

/** As Markdown, so that it can be pasted. */
export function formatTable({ title, columns, rows, note }: Table): string {
  const lines = [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [`## ${title}`, '', ...lines, ...(note === undefined ? [] : ['', note]), ''].join('\n');
}

/** The middle one; of an even number the upper of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

export const milliseconds = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
export const ratio = (value: number, of: number) => `${(value / of).toFixed(2)} ×`;

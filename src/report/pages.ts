/** Where the project lives: the one place that names it. */
export const INFORMATION_URI = 'https://github.com/tfvpc/tfvpc';

/** The page of a rule: what it means, an example, how to fix it. */
export function rulePage(id: string): string {
  return `${INFORMATION_URI}/blob/main/docs/rules/${encodeURIComponent(id)}.md`;
}

/** The schema of a format: its members, and what each is for. */
export function schemaPage(name: 'config' | 'organization'): string {
  return `${INFORMATION_URI}/blob/main/schemas/${name}.schema.json`;
}

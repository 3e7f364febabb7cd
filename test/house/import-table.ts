/** What each folder below src may import, beside itself and error.ts. The reasons: docs/design.md. */
export const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  plan: [],
  source: [],
  iam: [],
  generated: [],
  graph: ['plan', 'source'],
  network: ['plan', 'graph'],
  policies: ['plan', 'graph', 'iam', 'source'],
  request: ['plan', 'graph', 'network', 'iam', 'policies'],
  verdict: ['iam', 'request', 'policies', 'source', 'plan', 'report', 'generated', 'rules.ts', 'version.ts'],
  audit: ['iam', 'policies', 'plan', 'generated', 'rules.ts', 'report'],
  report: ['generated', 'rules.ts'],
  node: ['io.ts'],
  http: [],
  upload: ['http', 'io.ts'],
  hcp: ['http', 'io.ts'],
  action: ['commands', 'generated', 'http', 'io.ts', 'main.ts', 'node', 'report', 'upload'],
};

/** The shell's own folder: what each command of the program does, with all of the above. */
export const SHELL_FOLDER = 'commands';

/** Files and folders that may touch the world. */
export const SHELL: readonly string[] = [
  'bin.ts',
  'node-io.ts',
  'node',
  'action.ts',
  'action',
  'source-files.ts',
  'commands',
  'http',
  'upload',
  'hcp',
];

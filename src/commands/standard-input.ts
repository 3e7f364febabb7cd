import { InputError } from '../error.ts';
import type { Io } from '../io.ts';

const STANDARD_INPUT = '-';

/**
 * The world in which `-` is a file that holds what standard input does, where one of these paths is `-`.
 * @throws InputError `usage` for a plan, which only a path can name
 */
export async function withStandardInput(paths: readonly string[], io: Io): Promise<Io> {
  if (!paths.includes(STANDARD_INPUT)) return io;
  const text = await textOf(io);
  if (/^\s*\{\s*"format_version"/.test(text))
    throw new InputError('usage', 'standard input holds a plan: name its file, `tfvpc policy plan.json`');
  const { files } = io;
  return {
    ...io,
    files: {
      ...files,
      kind: (path) => (path === STANDARD_INPUT ? 'other' : files.kind(path)),
      readText: (path) => (path === STANDARD_INPUT ? text : files.readText(path)),
    },
  };
}

async function textOf(io: Io): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of io.stdin()) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

import type { UploadCommand } from '../command.ts';
import type { Io } from '../io.ts';
import { uploadSarif } from '../upload/upload.ts';

/** `tfvpc upload`: the SARIF file to GitHub code scanning. What GitHub said is on stderr. */
export async function uploadCommand(command: UploadCommand, io: Io): Promise<number> {
  const { kind: _, sarif, ...options } = command;
  const uploaded = await uploadSarif({ ...options, path: sarif }, io);
  const { repository, ref, id, processing } = uploaded;
  const state = processing === 'complete' ? 'GitHub has taken it in' : 'GitHub is still processing it';
  io.stderr.write(`tfvpc: uploaded ${sarif} to ${repository} for ${ref} as ${id}: ${state}\n`);
  for (const error of uploaded.errors) io.stderr.write(`tfvpc: GitHub says: ${error}\n`);
  return 0;
}

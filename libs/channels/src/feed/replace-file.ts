import { randomUUID } from 'node:crypto';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileTrouble, isFileError, isStop } from './file-trouble.js';
import { identityOf } from './file-identity.js';

export type Replaced =
  | { readonly kind: 'replaced'; readonly identity: string }
  /** the file is what it was */
  | { readonly kind: 'unavailable'; readonly reason: string }
  /** the file is the new one, and may not outlast a power cut */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Beside the file, for a rename is atomic only within a file system. Hidden, so that nobody picks it up. */
export const temporaryName = (path: string, unique: string = randomUUID()): string =>
  join(dirname(path), `.${basename(path)}.${unique}.tmp`);

/**
 * Puts a whole new file in the place of another: readers see the one or the other, never a part.
 *
 * @param signal stops it as long as the old file is in its place
 */
export async function replaceFile(
  path: string,
  pieces: Iterable<string>,
  signal: AbortSignal,
): Promise<Replaced> {
  const temporary = temporaryName(path);
  let identity: string;
  try {
    identity = await writeWhole(temporary, pieces, signal);
    signal.throwIfAborted();
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    if (!isFileError(error) && !isStop(error)) throw error;
    return { kind: 'unavailable', reason: fileTrouble(error, path) };
  }
  try {
    await syncFolder(dirname(path));
  } catch (error) {
    if (!isFileError(error)) throw error;
    return { kind: 'unknown', reason: fileTrouble(error, path) };
  }
  return { kind: 'replaced', identity };
}

async function writeWhole(
  path: string,
  pieces: Iterable<string>,
  signal: AbortSignal,
): Promise<string> {
  const handle = await open(path, 'wx', 0o644);
  try {
    await writeFile(handle, untilStopped(pieces, signal));
    await handle.sync();
    return identityOf(await handle.stat({ bigint: true }));
  } finally {
    await handle.close();
  }
}

function* untilStopped(pieces: Iterable<string>, signal: AbortSignal): Generator<string> {
  for (const piece of pieces) {
    signal.throwIfAborted();
    yield piece;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

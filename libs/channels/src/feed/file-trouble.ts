import { basename, dirname } from 'node:path';

/** What to do about it, by the code of Node's error. */
const MEND: Readonly<Record<string, string>> = {
  ENOENT: 'the folder is not there; create it, or mount what it belongs to',
  ENOTDIR: 'the folder is not one; correct the path of the file',
  EISDIR: 'there is a folder of this name; correct the path of the file',
  EACCES: 'the publisher may not read and write there; give its user the right to',
  EPERM: 'the publisher may not read and write there; give its user the right to',
  EROFS: 'the file system is read-only; mount it for writing',
  ENOSPC: 'there is no space left; make room',
  EDQUOT: 'the quota is used up; make room',
};

/** Whether the file system said no; anything else that is thrown is not about the file as such. */
export const isFileError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error;

/** Whether a call was stopped, or was under way for too long. */
export const isStop = (error: unknown): boolean =>
  error instanceof Error && ['AbortError', 'TimeoutError'].includes(error.name);

/** @returns what is wrong with a file, and what to do */
export function fileTrouble(error: unknown, path: string): string {
  const where = `${basename(path)} in ${dirname(path)}`;
  if (!isFileError(error) || error.code === undefined)
    return `${where}: stopped before it was whole`;
  return `${where}: ${error.code}, ${MEND[error.code] ?? 'look at its file system'}`;
}

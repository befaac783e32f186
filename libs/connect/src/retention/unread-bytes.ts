/** A file of a binary log. */
export interface LogFile {
  readonly name: string;
  readonly bytes: number;
}

/**
 * Bytes of the log after a place in it.
 *
 * @param files in the order in which they were written
 * @returns undefined: the file of that place is no longer there
 */
export function unreadBytes(
  files: readonly LogFile[],
  { file, pos }: { readonly file: string; readonly pos: number },
): number | undefined {
  const at = files.findIndex(({ name }) => name === file);
  if (at === -1) return undefined;
  const bytes = files.slice(at).reduce((sum, each) => sum + each.bytes, 0);
  return Math.max(0, bytes - pos);
}

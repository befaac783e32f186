/** What a shell reports of a program that SIGPIPE ended. */
const BROKEN_PIPE = 141;

/**
 * Ends the process quietly when whoever read its output has left, as `head` does after its lines. Node
 * ignores SIGPIPE and tells of it by an error event, for a write that had to wait some time later.
 */
export function endWithoutReader(...streams: readonly NodeJS.WriteStream[]): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit(BROKEN_PIPE);
    });
  }
}

import { StackError } from './stack-error.js';
import { waitUntil } from './wait-until.js';

export interface StartingServer {
  name: string;
  /** Resolves, with how it ended, when the server is gone. */
  exited: Promise<string>;
  /** The end of its log. */
  lastWords(): string | Promise<string>;
}

/**
 * Waits until the server passes its check.
 * @throws StackError when it ends before, or does not pass in time
 */
export async function whenReady(
  server: StartingServer,
  check: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const over = new AbortController();
  const answers = waitUntil(check, {
    what: server.name,
    signal: AbortSignal.any([signal, over.signal]),
  });
  try {
    await unlessItEnds(server, answers);
  } finally {
    over.abort();
  }
}

/** @throws StackError with the end of its log when the server ends before `ready` settles */
export async function unlessItEnds<T>(server: StartingServer, ready: Promise<T>): Promise<T> {
  const ended = server.exited.then(async (how): Promise<never> => {
    const words = await server.lastWords();
    throw new StackError(
      `${server.name} ended while starting (${how}). The end of its log:\n${words}`,
    );
  });
  // The one that loses the race may fail later, with nobody waiting for it.
  for (const runner of [ready, ended]) runner.catch(() => {});
  return Promise.race([ready, ended]);
}

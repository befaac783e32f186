/**
 * Runs something with a signal that ends it after a time, or when its caller's signal says so. Not by
 * `AbortSignal.any` over `AbortSignal.timeout`: in Node.js 20 the garbage collector may take the timeout
 * away, and what waits for it waits for ever.
 */
export async function withDeadline<Result>(
  timeoutMs: number,
  caller: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const stop = () => controller.abort(caller?.reason);
  const timer = setTimeout(() => controller.abort(timedOut(timeoutMs)), timeoutMs);
  if (caller?.aborted) stop();
  caller?.addEventListener('abort', stop, { once: true });
  try {
    return await run(controller.signal);
  } finally {
    clearTimeout(timer);
    caller?.removeEventListener('abort', stop);
  }
}

const timedOut = (ms: number) => new DOMException(`no end after ${ms} ms`, 'TimeoutError');

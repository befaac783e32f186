import type { NotNow } from '../port/push-result.js';
import type { TokenSource, UsableToken } from './token-source.js';

const STOPPED: NotNow = {
  kind: 'unavailable',
  reason: 'stopped while waiting for an access token',
};

/** One caller gives up; the request for the token goes on, for others wait for it too. */
export async function awaitToken(tokens: TokenSource, signal: AbortSignal): Promise<UsableToken> {
  if (signal.aborted) return STOPPED;
  const over = new AbortController();
  try {
    return await Promise.race([tokens.token(), stopped(signal, over.signal)]);
  } finally {
    over.abort();
  }
}

/** @param over takes the listener away: one signal may serve many calls */
const stopped = (signal: AbortSignal, over: AbortSignal): Promise<NotNow> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(STOPPED), { once: true, signal: over });
  });

import { QueryCache, QueryClient } from '@tanstack/react-query';
import { RequestFailed } from './request.js';
import { SESSION_KEY } from './session.js';

const FRESH_MS = 2_000;
const TRIES = 2;

/** Answers are kept for a moment; a session that has ended leads to the sign-in page. */
export function makeQueries(): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { queryKey }) => {
        const isSignedOut = error instanceof RequestFailed && error.status === 401;
        if (isSignedOut && queryKey[0] !== SESSION_KEY[0])
          void queries.invalidateQueries({ queryKey: SESSION_KEY });
      },
    }),
    defaultOptions: { queries: { staleTime: FRESH_MS, retry: isWorthAnother } },
  });
  return queries;
}

/** What was refused is refused again; what did not answer may. */
const isWorthAnother = (failures: number, error: Error): boolean =>
  failures < TRIES &&
  !(error instanceof RequestFailed && error.status >= 400 && error.status < 500);

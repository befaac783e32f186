import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { SessionAnswer } from '../../../api/src/session/session.schema.js';
import { read, RequestFailed, write } from './request.js';

export type Session =
  { readonly kind: 'signed-out' } | ({ readonly kind: 'signed-in' } & SessionAnswer);

export const SESSION_KEY = ['session'];
const PATH = '/v1/session';
/** The scope whose keys may look and not touch. */
const LOOKING = 'viewer';

export function useSession() {
  return useQuery({ queryKey: SESSION_KEY, queryFn: readSession, retry: 1, staleTime: 60_000 });
}

async function readSession(): Promise<Session> {
  try {
    return { kind: 'signed-in', ...(await read<SessionAnswer>(PATH)) };
  } catch (error) {
    if (error instanceof RequestFailed && error.status === 401) return { kind: 'signed-out' };
    throw error;
  }
}

export function useSignIn() {
  const queries = useQueryClient();
  return async (key: string) => {
    await write<unknown>('POST', PATH, { key });
    await queries.resetQueries();
  };
}

export function useSignOut() {
  const queries = useQueryClient();
  return async () => {
    await write<unknown>('DELETE', PATH);
    queries.clear();
    queries.setQueryData<Session>(SESSION_KEY, { kind: 'signed-out' });
  };
}

/** @returns why whoever is signed in may change nothing; undefined: they may */
export function useReadOnlyReason(): string | undefined {
  const { data } = useSession();
  return data?.kind === 'signed-in' && data.scope === LOOKING
    ? `Signed in as ${data.name}, who may look but change nothing (scope ${data.scope}).`
    : undefined;
}

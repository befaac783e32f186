import { useQuery, useQueryClient } from '@tanstack/react-query';
import { read, RequestFailed, write } from './request.js';

interface SessionBody {
  readonly name: string;
  readonly scope: string;
  readonly expiresAt: string;
}

/** `open`: this server asks nobody who they are. */
export type Session =
  | { readonly kind: 'open' }
  | { readonly kind: 'signed-out' }
  | ({ readonly kind: 'signed-in' } & SessionBody);

export const SESSION_KEY = ['session'];
const PATH = '/v1/session';
/** Scopes whose keys may look and not touch. */
const LOOKING = new Set(['viewer', 'read']);

export function useSession() {
  return useQuery({ queryKey: SESSION_KEY, queryFn: readSession, retry: 1, staleTime: 60_000 });
}

async function readSession(): Promise<Session> {
  try {
    return { kind: 'signed-in', ...(await read<SessionBody>(PATH)) };
  } catch (error) {
    if (error instanceof RequestFailed && error.status === 404) return { kind: 'open' };
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
  return data?.kind === 'signed-in' && LOOKING.has(data.scope)
    ? `Signed in as ${data.name}, who may look but change nothing (scope ${data.scope}).`
    : undefined;
}

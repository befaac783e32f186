import type { ProblemBody } from '../../../api/src/http/problem.js';

/** The API said no, or did not answer at all. */
export class RequestFailed extends Error {
  constructor(
    /** 0: no answer came */
    readonly status: number,
    message: string,
    readonly problem: ProblemBody | undefined,
  ) {
    super(message);
  }
}

/** A cookie alone must not be able to change anything: no form of another site can send this header. */
const OWN = { 'x-shelfwire-request': '1' };

/** @throws RequestFailed */
export function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  return ask<T>(path, signal ? { signal } : {});
}

/** @throws RequestFailed */
export function write<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
): Promise<T> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return ask<T>(path, { method, headers: { 'content-type': 'application/json', ...OWN }, ...sent });
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, init).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new RequestFailed(0, 'The server does not answer.', undefined);
  });
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  const body: unknown = isJson ? await response.json() : undefined;
  if (response.ok) return body as T;
  const problem = body as ProblemBody | undefined;
  throw new RequestFailed(response.status, problem?.detail ?? response.statusText, problem);
}

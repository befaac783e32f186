/** Code of the error of a connection that is not made, because its address is not a public one. */
export const PRIVATE_ADDRESS = 'ERR_PRIVATE_ADDRESS';

/** Errors of a connection that never came about: the request was certainly not sent. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  PRIVATE_ADDRESS,
]);

export type Failure =
  | { readonly kind: 'unavailable'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Whether a request that failed can have reached the other side. */
export function classifyFailure(error: unknown): Failure {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const reason = `${typeof code === 'string' ? `${code}: ` : ''}${String(message ?? error)}`;
  const kind = typeof code === 'string' && NOT_SENT.has(code) ? 'unavailable' : 'unknown';
  return { kind, reason };
}

import type { PushResult } from '../port/push-result.js';

/** The call itself is at fault: the same one would be refused again. */
const REFUSED = new Set([400, 405, 406, 409, 413, 415, 422]);
const UNAUTHORIZED = new Set([401, 403]);

/**
 * What a status says of a write when the channel's own documentation says nothing more: what the client
 * did wrong changed nothing; after an error of the server's nobody knows.
 *
 * @param status neither of success nor 429
 * @param said by the channel, for people; without secrets
 */
export function statusResult(status: number, said = ''): PushResult {
  const reason = `HTTP ${status}${said === '' ? '' : `: ${said.slice(0, 300)}`}`;
  if (REFUSED.has(status)) return { kind: 'refused', code: `http_${status}`, reason };
  if (UNAUTHORIZED.has(status)) return { kind: 'unauthorized', reason };
  const isCertain = status >= 300 && status < 500;
  return { kind: isCertain ? 'unavailable' : 'unknown', reason };
}

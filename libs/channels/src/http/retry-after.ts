import type { Dispatcher } from 'undici';

const DEFAULT_MS = 1_000;

/**
 * How long a 429 asks to wait, milliseconds: a header in milliseconds if there is one, else
 * `Retry-After` in seconds or as an HTTP date.
 */
export function retryAfterMs(
  headers: Dispatcher.ResponseData['headers'],
  millisecondsHeader: string,
  now: Date,
): number {
  const exact = Number(headers[millisecondsHeader]);
  if (Number.isFinite(exact) && exact > 0) return exact;
  const text = String(headers['retry-after'] ?? '');
  const seconds = Number(text || Number.NaN);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
  const until = Date.parse(text) - now.getTime();
  return Number.isFinite(until) ? Math.max(0, until) : DEFAULT_MS;
}

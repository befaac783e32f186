import { isSafeNumber, parse } from 'lossless-json';
import { PoisonMessageError } from './poison.js';

/** Connector clocks in micro- and nanoseconds are never used; dropping them keeps the fast path fast. */
const CONNECTOR_CLOCKS = /"ts_(?:us|ns)":\d+,?/g;
const LONG_NUMBER = /\d{16}/;

/**
 * Parses JSON without rounding: a whole number beyond 2^53 becomes its text.
 *
 * @throws PoisonMessageError `json.malformed`
 */
export function parseJson(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  try {
    return LONG_NUMBER.test(text.replace(CONNECTOR_CLOCKS, ''))
      ? parse(text, null, exactNumber)
      : JSON.parse(text);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new PoisonMessageError('json.malformed', `the message is not JSON: ${detail}`, { cause });
  }
}

const exactNumber = (digits: string): number | string =>
  isSafeNumber(digits) ? Number(digits) : digits;

import { isUtf8 } from 'node:buffer';
import { isSafeNumber, parse } from 'lossless-json';
import { PoisonMessageError } from './poison.js';

/**
 * A number of 16 digits or more, where a value begins. Connector clocks in micro- and nanoseconds are
 * never used; passing over them keeps the fast path fast. A match within a text only costs time.
 */
const LONG_NUMBER = /(?:^|(?<!"ts_[un]s"):|[,[])\s*-?\d[\d.]{15}/;

/**
 * Parses JSON without rounding: a whole number beyond 2^53 becomes its text, and so does a fraction with
 * more digits than a binary double has.
 *
 * @throws PoisonMessageError `json.malformed`
 */
export function parseJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) {
    throw new PoisonMessageError(
      'json.malformed',
      'the message is not JSON: its text is not UTF-8',
    );
  }
  const text = bytes.toString('utf8');
  try {
    return LONG_NUMBER.test(text) ? parse(text, null, exactNumber) : JSON.parse(text);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new PoisonMessageError('json.malformed', `the message is not JSON: ${detail}`, { cause });
  }
}

const exactNumber = (digits: string): number | string =>
  isSafeNumber(digits) || isDouble(digits) ? Number(digits) : digits;

/** Seventeen digits name every binary double; Java writes them even where fewer would do. */
const isDouble = (digits: string): boolean =>
  /[.eE]/.test(digits) && digits.replace(/[eE].*$|\D|^-?0\.?0*/g, '').length <= 17;

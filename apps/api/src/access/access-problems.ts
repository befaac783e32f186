import type { Scope } from '#access';
import { ProblemException } from '../http/problem.js';

/** RFC 6750: a refusal for the want of a key says how one is shown. */
const CHALLENGE = { 'www-authenticate': 'Bearer realm="shelfwire"' };
const MEND = 'Make one with "shelfwire keys create", and send it as "Authorization: Bearer <key>".';

const unauthorised = (code: string, title: string, detail: string): ProblemException =>
  new ProblemException(401, code, title, detail, undefined, CHALLENGE);

export const keyMissing = (): ProblemException =>
  unauthorised('key_missing', 'An API key is needed', `The request shows no API key. ${MEND}`);

export const keyWrong = (): ProblemException =>
  unauthorised(
    'key_wrong',
    'Unknown API key',
    `What the request shows is no API key of this installation, or only part of one. ${MEND}`,
  );

export const keyEnded = (state: 'expired' | 'revoked'): ProblemException =>
  unauthorised(
    `key_${state}`,
    state === 'expired' ? 'Expired' : 'Revoked',
    state === 'expired'
      ? `The API key or the sign-in has expired. ${MEND}`
      : `The API key was revoked. ${MEND}`,
  );

/** @param seconds until the address may try again */
export const tooManyFailures = (seconds: number): ProblemException =>
  new ProblemException(
    429,
    'too_many_wrong_keys',
    'Too many wrong keys',
    `Too many wrong API keys came from this address. Try again in ${seconds} s.`,
    undefined,
    { 'retry-after': String(seconds) },
  );

export const scopeMissing = (scope: Scope, allowed: readonly Scope[]): ProblemException =>
  new ProblemException(
    403,
    'scope_missing',
    'The key may not do this',
    `The API key has the scope ${scope}; this needs ${allowed.join(' or ')}.`,
  );

export const foreignPage = (expected: string): ProblemException =>
  new ProblemException(
    403,
    'foreign_page',
    'Possibly sent by a foreign page',
    `A browser's request that changes something must have ${expected}, which no foreign page can send.`,
  );

import { randomBytes } from 'node:crypto';
import { hashOf } from './api-key.js';

const TOKEN_BYTES = 32;
const TOKEN = /^sws_[0-9a-f]{64}$/;

/** What a browser holds in a key's place: 256 random bits. */
export interface SessionToken {
  readonly text: string;
  /** what is stored of it */
  readonly hash: Buffer;
}

export function newSessionToken(): SessionToken {
  const text = `sws_${randomBytes(TOKEN_BYTES).toString('hex')}`;
  return { text, hash: hashOf(text) };
}

export const isSessionToken = (text: string): boolean => TOKEN.test(text);

import { hashOf, isSessionToken, readKeyId } from '#access';
import type { Request } from 'express';

export const SESSION_COOKIE = 'shelfwire_session';

/** What a request shows to be let in. */
export type Shown =
  | { readonly kind: 'key'; readonly id: string; readonly hash: Buffer }
  | { readonly kind: 'session'; readonly hash: Buffer }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'none' };

const BEARER = /^Bearer +(\S+) *$/i;
const COOKIE = new RegExp(`(?:^|;) *${SESSION_COOKIE}=([^; ]+)`);

/** A program's `Authorization` goes before a browser's cookie. */
export function shownBy({ headers }: Pick<Request, 'headers'>): Shown {
  if (headers.authorization !== undefined) {
    return shownKey(BEARER.exec(headers.authorization)?.[1] ?? '');
  }
  const token = COOKIE.exec(headers.cookie ?? '')?.[1];
  if (token === undefined) return { kind: 'none' };
  return isSessionToken(token) ? { kind: 'session', hash: hashOf(token) } : { kind: 'unreadable' };
}

export function shownKey(text: string): Shown {
  const id = readKeyId(text);
  return id === undefined ? { kind: 'unreadable' } : { kind: 'key', id, hash: hashOf(text) };
}

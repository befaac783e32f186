import { newApiKey, newSessionToken } from '#access';
import { expect, it } from 'vitest';
import { shownBy } from './credential.js';

const key = newApiKey();
const session = newSessionToken();
const KEY = { kind: 'key', id: key.id, hash: key.hash };
const SESSION = { kind: 'session', hash: session.hash };
const cookie = `shelfwire_session=${session.text}`;

it.each([
  ['a key', { authorization: `Bearer ${key.text}` }, KEY],
  ['a key, with the word in small letters', { authorization: `bearer  ${key.text}` }, KEY],
  ['a sign-in', { cookie }, SESSION],
  ['a sign-in among other cookies', { cookie: `a=1; ${cookie}; b=2` }, SESSION],
  ['a key beside a sign-in', { authorization: `Bearer ${key.text}`, cookie }, KEY],
  ['another cookie that ends so', { cookie: `not_${cookie}` }, { kind: 'none' }],
  ['nothing', {}, { kind: 'none' }],
  ['a key without the word', { authorization: key.text }, { kind: 'unreadable' }],
  ['another way to sign in', { authorization: 'Basic YTpi', cookie }, { kind: 'unreadable' }],
  ['half a key', { authorization: `Bearer ${key.text.slice(0, 50)}` }, { kind: 'unreadable' }],
  ['a token as a key', { authorization: `Bearer ${session.text}` }, { kind: 'unreadable' }],
  ['a key as a token', { cookie: `shelfwire_session=${key.text}` }, { kind: 'unreadable' }],
])('reads %s', (_, headers, expected) => {
  expect(shownBy({ headers })).toEqual(expected);
});

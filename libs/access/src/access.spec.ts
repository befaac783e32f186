import { describe, expect, it } from 'vitest';
import { hashOf, newApiKey, readKeyId } from './api-key.js';
import { maskKeys } from './mask-keys.js';
import { admits, admitted } from './scope.js';
import { isSessionToken, newSessionToken } from './session-token.js';

describe('an API key', () => {
  it('has an id, 256 random bits and a checksum, and is told from any other', () => {
    const { id, text, hash } = newApiKey();
    expect(text).toMatch(/^swk_[0-9a-f]{12}_[0-9a-f]{72}$/);
    expect(readKeyId(text)).toBe(id);
    expect(hash).toEqual(hashOf(text));
    expect(hash).toHaveLength(32);
    expect(newApiKey().text.slice(17)).not.toBe(text.slice(17));
  });

  it('is refused without a look at any store when a digit is wrong, missing or too much', () => {
    const { text } = newApiKey();
    const digit = text[40] === '0' ? '1' : '0';
    expect(readKeyId(`${text.slice(0, 40)}${digit}${text.slice(41)}`)).toBeUndefined();
    expect(readKeyId(text.slice(0, -1))).toBeUndefined();
    expect(readKeyId(`${text}0`)).toBeUndefined();
    expect(readKeyId(text.toUpperCase())).toBeUndefined();
    expect(readKeyId('')).toBeUndefined();
  });

  it('keeps its checksum: keys that were made stay keys', () => {
    const body = `swk_0123456789ab_${'0'.repeat(64)}`;
    expect(readKeyId(`${body}dfca4675`)).toBe('0123456789ab');
  });

  it('is masked wherever it stands, but for its id', () => {
    const { id, text } = newApiKey();
    const token = newSessionToken().text;
    expect(maskKeys(`said "${text}", ${token}; ${text.slice(0, 30)}`)).toBe(
      `said "swk_${id}_(hidden)", sws_(hidden); swk_${id}_(hidden)`,
    );
  });

  it('is no session token', () => {
    expect(isSessionToken(newSessionToken().text)).toBe(true);
    expect(isSessionToken(newApiKey().text)).toBe(false);
  });
});

describe('scopes', () => {
  it.each([
    [['viewer'], ['viewer', 'operator', 'admin']],
    [['operator'], ['operator', 'admin']],
    [['admin'], ['admin']],
    [
      ['operator', 'claims'],
      ['operator', 'admin', 'claims'],
    ],
    [['claims'], ['claims']],
    [[], []],
  ] as const)('a route for %j admits %j', (allowed, expected) => {
    expect(admitted(allowed)).toEqual(expected);
    expect(admits(allowed, 'claims')).toBe((expected as readonly string[]).includes('claims'));
  });
});

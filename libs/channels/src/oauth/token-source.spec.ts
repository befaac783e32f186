import { describe, expect, it } from 'vitest';
import { TokenSource, type TokenAnswer } from './token-source.js';

const HOUR_MS = 3_600_000;

describe('TokenSource', () => {
  let nowMs = 0;
  let asked = 0;
  const source = (answer: () => TokenAnswer = granted) => {
    nowMs = 0;
    asked = 0;
    const request = () => {
      asked += 1;
      return Promise.resolve(answer());
    };
    return new TokenSource(request, () => nowMs);
  };
  const granted = (): TokenAnswer => ({
    kind: 'token',
    token: `t${asked}`,
    expiresInMs: HOUR_MS,
  });

  it('asks once for all who wait', async () => {
    const tokens = source();
    const got = await Promise.all([tokens.token(), tokens.token(), tokens.token()]);

    expect(got.map((token) => token.kind === 'token' && token.token)).toEqual(['t1', 't1', 't1']);
    expect(asked).toBe(1);
  });

  it('keeps a token until a minute before it expires', async () => {
    const tokens = source();
    await tokens.token();
    nowMs = HOUR_MS - 60_001;
    expect(await tokens.token()).toEqual({ kind: 'token', token: 't1' });
    nowMs = HOUR_MS - 60_000;

    expect(await tokens.token()).toMatchObject({ token: 't2' });
  });

  it('keeps a token that lives for less than two minutes for half of its life', async () => {
    const tokens = source(() => ({ kind: 'token', token: `t${asked}`, expiresInMs: 10_000 }));
    await tokens.token();
    nowMs = 4_999;
    expect(await tokens.token()).toMatchObject({ token: 't1' });
    nowMs = 5_000;

    expect(await tokens.token()).toMatchObject({ token: 't2' });
  });

  it('forgets a token that was not taken, and keeps the one that has come since', async () => {
    const tokens = source();
    await tokens.token();
    tokens.forget('t1');
    expect(await tokens.token()).toMatchObject({ token: 't2' });
    tokens.forget('t1');

    expect(await tokens.token()).toMatchObject({ token: 't2' });
    expect(asked).toBe(2);
  });

  it('tells everybody who waits of a failure, and asks again the next time', async () => {
    const tokens = source(() =>
      asked === 1 ? { kind: 'unavailable', reason: 'HTTP 503' } : granted(),
    );
    const failed = await Promise.all([tokens.token(), tokens.token()]);

    expect(failed.map(({ kind }) => kind)).toEqual(['unavailable', 'unavailable']);
    expect(await tokens.token()).toMatchObject({ token: 't2' });
  });

  it('asks again after a request that broke', async () => {
    const tokens = source(() => {
      if (asked === 1) throw new Error('broken');
      return granted();
    });
    await expect(tokens.token()).rejects.toThrow('broken');

    expect(await tokens.token()).toMatchObject({ token: 't2' });
  });
});

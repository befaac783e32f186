import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { withDeadline } from './with-deadline.js';

const NEVER_MS = 3_600_000;

const abortOf = (signal: AbortSignal) =>
  new Promise<string>((resolve) => {
    const tell = () => resolve(String(signal.reason));
    if (signal.aborted) tell();
    signal.addEventListener('abort', tell);
  });

describe('withDeadline', () => {
  it('ends in time, however often garbage is collected meanwhile', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const ended = withDeadline(300, new AbortController().signal, abortOf);
    for (let round = 0; round < 5; round += 1) {
      collect();
      await pause(20);
    }
    const first = await Promise.race([ended, pause(5_000, 'never')]);

    expect(first).toBe('TimeoutError: no end after 300 ms');
  });

  it('ends when its caller says so, before or meanwhile', async () => {
    const caller = new AbortController();
    const ended = withDeadline(NEVER_MS, caller.signal, abortOf);
    caller.abort('enough');

    expect(await ended).toBe('enough');
    expect(await withDeadline(NEVER_MS, caller.signal, abortOf)).toBe('enough');
  });

  it('gives what was run, and its failure', async () => {
    expect(await withDeadline(NEVER_MS, undefined, () => Promise.resolve(7))).toBe(7);
    await expect(
      withDeadline(NEVER_MS, undefined, () => Promise.reject(new Error('broken'))),
    ).rejects.toThrow('broken');
  });
});

import { describe, expect, it } from 'vitest';
import { runToEnd } from './run-to-end.js';
import { together } from './together.js';
import { waitUntil } from './wait-until.js';
import { whenReady } from './when-ready.js';

const never = new AbortController().signal;
const refused = async (): Promise<void> => {
  throw new Error('connection refused');
};

describe('waitUntil', () => {
  it('repeats the check until it passes', async () => {
    let calls = 0;
    const check = async (): Promise<number> => {
      calls += 1;
      if (calls < 3) throw new Error('not yet');
      return calls;
    };
    expect(await waitUntil(check, { what: 'x', signal: never, intervalMs: 1 })).toBe(3);
  });

  it('ends with the last complaint', async () => {
    const options = { what: 'Kafka', signal: never, timeoutMs: 10, intervalMs: 1 };
    await expect(waitUntil(refused, options)).rejects.toThrow(
      'Kafka did not answer within 0.01 s: connection refused',
    );
  });

  it('stops when it is called off', async () => {
    const signal = AbortSignal.timeout(10);
    await expect(waitUntil(refused, { what: 'x', signal })).rejects.toThrow(/aborted/);
  });
});

describe('whenReady', () => {
  it('tells the end of the log of a server that ends first', async () => {
    const server = {
      name: 'kafka',
      exited: Promise.resolve('exit code 1'),
      lastWords: () => 'the log folder is locked',
    };
    await expect(whenReady(server, refused, never)).rejects.toThrow(
      'kafka ended while starting (exit code 1). The end of its log:\nthe log folder is locked',
    );
  });
});

describe('together', () => {
  it('calls the others off when one fails, and waits for them', async () => {
    const giveUp = new AbortController();
    let ended = false;
    const slow = new Promise<void>((resolve) => {
      giveUp.signal.addEventListener('abort', () => {
        setTimeout(() => {
          ended = true;
          resolve();
        }, 10);
      });
    });
    await expect(together(giveUp, [slow, refused()])).rejects.toThrow('connection refused');
    expect(ended).toBe(true);
  });
});

describe('runToEnd', () => {
  const node = (script: string) => ({
    what: 'the tool',
    command: process.execPath,
    args: ['-e', script],
    signal: never,
  });

  it('hands on the lines as they come', async () => {
    const lines: string[] = [];
    await runToEnd({
      ...node('console.log("one\\ntwo")'),
      onLine: (line) => void lines.push(line),
    });
    expect(lines).toEqual(['one', 'two']);
  });

  it('tells how the command failed and the end of its output', async () => {
    await expect(runToEnd(node('console.error("no space"); process.exit(3)'))).rejects.toThrow(
      'the tool failed (exit code 3). The end of its output:\nno space',
    );
  });

  it('tells a command that does not exist', async () => {
    await expect(runToEnd({ ...node(''), command: 'no-such-command' })).rejects.toThrow('ENOENT');
  });
});

import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Watch } from './watch.js';
import { WatchTimer } from './watch.timer.js';

const NOTHING = { opened: [], resolved: [] };

/** A look that ends when the test says so. */
function deferred() {
  let resolve: (nothing: typeof NOTHING) => void = () => undefined;
  const promise = new Promise<typeof NOTHING>((done) => (resolve = done));
  return { promise, resolve };
}

describe('WatchTimer', () => {
  const look = vi.fn<Watch['look']>();
  const errors = vi.fn<(line: string) => void>();
  let timer: WatchTimer;

  beforeEach(() => {
    look.mockReset().mockResolvedValue(NOTHING);
    vi.spyOn(Logger.prototype, 'error').mockImplementation(errors.mockReset());
    vi.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
    timer = new WatchTimer({ look } as unknown as Watch);
  });
  afterEach(() => vi.restoreAllMocks());

  it('never looks twice at a time', async () => {
    const slow = deferred();
    look.mockReturnValueOnce(slow.promise);
    const first = timer.tick();
    await timer.tick();
    expect(look).toHaveBeenCalledTimes(1);
    slow.resolve(NOTHING);
    await first;
    await timer.tick();
    expect(look).toHaveBeenCalledTimes(2);
  });

  it('goes on after failures, and tells a row of them once', async () => {
    look.mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('away'));
    for (let second = 0; second < 3; second += 1) await timer.tick();
    expect(look).toHaveBeenCalledTimes(3);
    expect(errors).toHaveBeenCalledTimes(1);
  });

  it('waits for the current look before the database closes, and starts no other', async () => {
    const slow = deferred();
    look.mockReturnValueOnce(slow.promise);
    const tick = timer.tick();
    const isDown = vi.fn<() => void>();
    const shutdown = timer.beforeApplicationShutdown().then(isDown);
    await Promise.resolve();
    expect(isDown).not.toHaveBeenCalled();
    slow.resolve(NOTHING);
    await Promise.all([tick, shutdown]);
    await timer.tick();
    expect(look).toHaveBeenCalledTimes(1);
  });
});

import type { PushResult } from '#channels';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contextOf, outcomesOf, rowsOf } from './push-rows.js';
import type { StartSubject, Subject } from './subject.js';

const TIMEOUT_MS = 1_000;
/** A call may end this much after its time, on a busy machine. */
const LATE_MS = 2_000;

export const failureContract = (start: StartSubject) =>
  describe('failures', () => {
    let subject: Subject;

    beforeEach(async () => {
      subject = await start({ timeoutMs: TIMEOUT_MS });
      subject.market.seed([{ sku: 'CUP-1', quantity: 5 }]);
    });
    afterEach(() => subject.close());

    const push = (quantity: number) =>
      subject.connector.push(rowsOf(subject, { 'CUP-1': quantity }), contextOf());
    const shown = () => {
      subject.market.settle();
      return subject.market.shown().get('CUP-1');
    };

    it('says that it was throttled and for how long, and nothing was applied', async () => {
      subject.market.faults.order('throttle');
      const pushed = await push(1);

      expect(pushed).toMatchObject({ kind: 'throttled' });
      expect(pushed.kind === 'throttled' && pushed.retryAfterMs).toBeGreaterThan(0);
      expect(subject.connector.limits.map(({ id }) => id)).toEqual(
        expect.arrayContaining(refusingLimits(pushed)),
      );
      expect(shown()).toBe(5);
      expect(['applied', 'accepted']).toContain(outcomesOf(await push(2))[0]);
    });

    it('never takes an internal error for an answer', async () => {
      subject.market.faults.order('fail');

      expect(['unknown', 'unavailable']).toContain((await push(1)).kind);
      expect(shown()).toBe(5);
    });

    it('cannot tell when the answer is lost, though it was applied', async () => {
      subject.market.faults.order('lose_answer');

      expect(outcomesOf(await push(1))).toEqual(['unknown']);
      expect(shown()).toBe(1);
    });

    it.each(['slow', 'half_open'] as const)('does not wait for ever: %s', async (fault) => {
      subject.market.faults.order(fault, { delayMs: 10 * TIMEOUT_MS });
      const since = performance.now();

      expect(outcomesOf(await push(1))).toEqual(['unknown']);
      expect(performance.now() - since).toBeLessThan(TIMEOUT_MS + LATE_MS);
    });

    it.each(['garbage', 'oversize'] as const)(
      'cannot tell from an answer that is %s',
      async (fault) => {
        subject.market.faults.order(fault);

        expect(outcomesOf(await push(1))).toEqual(['unknown']);
        expect(shown()).toBe(1);
      },
    );

    it('knows that nothing was sent when nobody listens', async () => {
      const absent = await start({ timeoutMs: TIMEOUT_MS, url: await deadUrl() });
      absent.market.seed([{ sku: 'CUP-1', quantity: 5 }]);
      const pushed = await absent.connector.push(rowsOf(absent, { 'CUP-1': 1 }), contextOf());
      await absent.close();

      expect(pushed.kind).toBe('unavailable');
    });

    it('repeats no secret in what it tells', async () => {
      const told: unknown[] = [];
      for (const fault of ['fail', 'throttle', 'garbage', 'lose_answer', 'refuse_token'] as const) {
        subject.market.faults.clear();
        subject.market.faults.order(fault);
        told.push(await push(1));
      }

      for (const secret of subject.secrets) expect(JSON.stringify(told)).not.toContain(secret);
    });
  });

/** The limit that a call was refused by, where that is known. */
const refusingLimits = (pushed: PushResult): string[] =>
  pushed.kind === 'throttled' && pushed.refusedBy !== undefined ? [pushed.refusedBy] : [];

/** An address at which nobody listens any more. */
async function deadUrl(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

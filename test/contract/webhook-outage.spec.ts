import { nextDelivery, pausesWithin } from '#channels';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contextOf, outcomesOf, rowsOf } from './conformance/push-rows.js';
import { startReceiver, type WebhookSubject } from './webhook-subject.js';

const HOUR_MS = 3_600_000;
/** more than any schedule has */
const MOST_ATTEMPTS = 30;
const START_MS = Date.parse('2026-11-27T00:00:00Z');
/** hours:minutes:seconds since the outage began */
const clockTime = (ms: number) =>
  [ms / HOUR_MS, (ms / 60_000) % 60, (ms / 1_000) % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':');

describe('a receiver that is down', () => {
  let subject: WebhookSubject;
  let nowMs: number;

  beforeEach(async () => {
    nowMs = START_MS;
    subject = await startReceiver({
      timeoutMs: 2_000,
      now: () => new Date(nowMs),
      receiver: { now: () => nowMs },
    });
    subject.market.seed(['CUP-1', 'CUP-2'].map((sku) => ({ sku, quantity: 5 })));
    subject.market.down(true);
  });
  afterEach(() => subject.close());

  /** The till sells one cup an hour, of 100, so that what is newest is known by the time. */
  const newest = () => {
    const hours = Math.floor((nowMs - START_MS) / HOUR_MS);
    return rowsOf(subject, { 'CUP-1': 100 - hours, 'CUP-2': hours }, hours + 1);
  };
  const deliver = async () =>
    outcomesOf(await subject.connector.push(newest(), contextOf())).every(
      (outcome) => outcome === 'applied',
    );

  /** Delivers by the schedule, as a publisher would. @returns the times of its attempts */
  const keepTrying = async (pausesMs?: readonly number[], upAfterMs = Number.POSITIVE_INFINITY) => {
    const attempts: string[] = [];
    const firstFailedAt = new Date(nowMs);
    for (let failures = 0; failures < MOST_ATTEMPTS; failures += 1) {
      subject.market.down(nowMs - START_MS < upAfterMs);
      attempts.push(clockTime(nowMs - START_MS));
      if (await deliver()) return { attempts, end: 'delivered' };
      const outage = { failures: failures + 1, firstFailedAt };
      const next = nextDelivery(outage, new Date(nowMs), 0, pausesMs);
      if (next.kind === 'disabled') return { attempts, end: 'disabled' };
      nowMs = next.at.getTime();
    }
    return { attempts, end: 'never' };
  };

  it('for a day is tried seven times, and gets the newest numbers when it is back', async () => {
    const { attempts, end } = await keepTrying(undefined, 24 * HOUR_MS);

    expect(attempts).toEqual([
      '00:00:00',
      '00:00:05',
      '00:05:05',
      '00:35:05',
      '02:35:05',
      '07:35:05',
      '17:35:05',
      '31:35:05',
    ]);
    expect(end).toBe('delivered');
    expect(Object.fromEntries(subject.market.shown())).toEqual({ 'CUP-1': 69, 'CUP-2': 31 });
    expect(subject.market.writes).toHaveLength(2);
  });

  it('is disabled after the last attempt, and one delivery brings it up to date', async () => {
    const { attempts, end } = await keepTrying();

    expect(attempts).toHaveLength(10);
    expect(attempts.at(-1)).toBe('75:35:05');
    expect(end).toBe('disabled');
    expect(Object.fromEntries(subject.market.shown())).toEqual({ 'CUP-1': 5, 'CUP-2': 5 });
    nowMs = START_MS + 90 * HOUR_MS;
    subject.market.down(false);
    expect(await deliver()).toBe(true);
    expect(Object.fromEntries(subject.market.shown())).toEqual({ 'CUP-1': 10, 'CUP-2': 90 });
    expect(subject.market.writes).toHaveLength(2);
  });

  it('can be given up after a day, with a last attempt then', async () => {
    const { attempts, end } = await keepTrying(pausesWithin(24 * HOUR_MS));

    expect(end).toBe('disabled');
    expect(attempts.slice(-2)).toEqual(['17:35:05', '24:00:00']);
    expect(new Set(subject.market.calls.map(({ status }) => status))).toEqual(new Set([502]));
  });
});

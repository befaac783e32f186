import { topicsOf, type KafkaRecord } from '#contracts';
import type { LedgerHead } from '#ledger';
import type { RecordProducer } from '#messaging';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HeadAnchors } from './head-anchors.js';

const EVERY_MS = 30_000;
const HASH = 'ab'.repeat(32);
let sent: string[];
let brokerAway: boolean;
let lines: Map<number, bigint>;

const producer = {
  send: (topic: string, records: readonly KafkaRecord[]) => {
    if (brokerAway) return Promise.reject(new Error('broker away'));
    sent.push(...records.map(({ key, value }) => `${topic} ${key}: ${lineOf(value)}`));
    return Promise.resolve();
  },
} as unknown as RecordProducer;

const lineOf = (value: string): string => (JSON.parse(value) as { line: string }).line;

const heads = (partitions: readonly number[]): Promise<LedgerHead[]> =>
  Promise.resolve(
    [...lines]
      .filter(([partition]) => partitions.includes(partition))
      .map(([partition, line]) => ({ partition, line, hash: HASH })),
  );

const anchorsOf = (...partitions: readonly number[]): HeadAnchors => {
  const anchors = new HeadAnchors(heads, producer, topicsOf(''), undefined, EVERY_MS);
  for (const partition of partitions) anchors.watch(partition);
  return anchors;
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
  sent = [];
  brokerAway = false;
  lines = new Map();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('copies, once in a while, the heads of its own partitions that moved', async () => {
  anchorsOf(0, 1);
  lines = new Map([
    [0, 3n],
    [2, 9n],
  ]);
  await vi.advanceTimersByTimeAsync(EVERY_MS - 1);
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(sent).toEqual(['ledger.heads.v1 0: 3']);
  lines.set(1, 7n);
  await vi.advanceTimersByTimeAsync(EVERY_MS);
  expect(sent).toEqual(['ledger.heads.v1 0: 3', 'ledger.heads.v1 1: 7']);
});

it('copies what is left when the application shuts down', async () => {
  const anchors = anchorsOf(0);
  lines.set(0, 5n);
  await anchors.onApplicationShutdown();
  await vi.advanceTimersByTimeAsync(2 * EVERY_MS);
  expect(sent).toEqual(['ledger.heads.v1 0: 5']);
});

it('tries again with what is newest then when the broker was away', async () => {
  anchorsOf(0, 1);
  lines = new Map([
    [0, 1n],
    [1, 7n],
  ]);
  brokerAway = true;
  await vi.advanceTimersByTimeAsync(EVERY_MS);
  brokerAway = false;
  lines.set(0, 2n);
  await vi.advanceTimersByTimeAsync(EVERY_MS);
  expect(sent).toEqual(['ledger.heads.v1 0: 2', 'ledger.heads.v1 1: 7']);
});

import { topicsOf, type KafkaRecord } from '#contracts';
import type { RecordProducer } from '#messaging';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HeadAnchors } from './head-anchors.js';

const EVERY_MS = 30_000;
let sent: string[];
let brokerAway: boolean;

const producer = {
  send: (topic: string, records: readonly KafkaRecord[]) => {
    if (brokerAway) return Promise.reject(new Error('broker away'));
    sent.push(...records.map(({ key, value }) => `${topic} ${key}: ${lineOf(value)}`));
    return Promise.resolve();
  },
} as unknown as RecordProducer;

const lineOf = (value: string): string => (JSON.parse(value) as { line: string }).line;

const head = (partition: number, line: bigint) => ({ partition, line, hash: 'ab'.repeat(32) });

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
  sent = [];
  brokerAway = false;
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('copies the first head at once, and then the newest of each partition once in a while', async () => {
  const anchors = new HeadAnchors(producer, topicsOf(''), EVERY_MS);
  anchors.note([head(0, 1n)]);
  await vi.advanceTimersByTimeAsync(0);
  anchors.note([head(0, 2n), head(1, 7n)]);
  anchors.note([head(0, 3n)]);
  await vi.advanceTimersByTimeAsync(EVERY_MS - 1);
  expect(sent).toEqual(['ledger.heads.v1 0: 1']);
  await vi.advanceTimersByTimeAsync(1);
  expect(sent).toEqual(['ledger.heads.v1 0: 1', 'ledger.heads.v1 0: 3', 'ledger.heads.v1 1: 7']);
});

it('copies what is left when the application shuts down, and no partition without lines', async () => {
  const anchors = new HeadAnchors(producer, topicsOf(''), EVERY_MS);
  anchors.note([head(2, 0n)]);
  anchors.note([head(0, 1n)]);
  await anchors.onApplicationShutdown();
  expect(sent).toEqual(['ledger.heads.v1 0: 1']);
});

it('tries again with what is newest then when the broker was away', async () => {
  const anchors = new HeadAnchors(producer, topicsOf(''), EVERY_MS);
  brokerAway = true;
  anchors.note([head(0, 1n), head(1, 7n)]);
  await vi.advanceTimersByTimeAsync(0);
  brokerAway = false;
  anchors.note([head(0, 2n)]);
  await vi.advanceTimersByTimeAsync(EVERY_MS);
  expect(sent).toEqual(['ledger.heads.v1 0: 2', 'ledger.heads.v1 1: 7']);
});

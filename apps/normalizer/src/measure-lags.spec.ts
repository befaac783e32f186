import type { IdentifiedEvent } from '#mapping';
import type { RawBatch } from '#messaging';
import { expect, it } from 'vitest';
import { measureLags } from './measure-lags.js';

const COMMITTED = '2026-01-05T09:00:00.000Z';
const ms = Date.parse(COMMITTED);

const eventAt = (offset: string, op = 'u'): IdentifiedEvent =>
  ({
    id: offset,
    event: {
      recordedAt: COMMITTED,
      source: { system: 'pos', op, topic: 't', partition: 3, offset },
    },
  }) as IdentifiedEvent;

const batch = (timestamps: readonly number[]): RawBatch => ({
  topic: 't',
  partition: 3,
  nextOffset: 9n,
  alive: () => true,
  messages: timestamps.map((timestampMs, at) => ({
    offset: BigInt(at + 1),
    key: null,
    value: null,
    headers: {},
    timestampMs,
  })),
});

function measured(events: readonly IdentifiedEvent[]): unknown[] {
  const seen: unknown[] = [];
  const observeLag = (labels: object, seconds: number) => seen.push({ ...labels, seconds });
  measureLags({ observeLag }, [batch([ms + 2_000, ms + 3_000])], events, new Date(ms + 5_000));
  return seen;
}

it('measures from the commit until the broker had a change, and until it was an event', () => {
  expect(measured([eventAt('2')])).toEqual([
    { stage: 'broker', source: 'pos', seconds: 3 },
    { stage: 'normalized', source: 'pos', seconds: 5 },
  ]);
});

it('measures no way of what came in an earlier batch, and nothing of a row that a snapshot read', () => {
  expect(measured([eventAt('7'), eventAt('1', 'r')])).toEqual([
    { stage: 'normalized', source: 'pos', seconds: 5 },
  ]);
});

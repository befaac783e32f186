import { expect, it } from 'vitest';
import { inHandledOrder } from './handled-order.js';
import type { RecordedMessage } from './recorded-message.js';

const AT_MS = '1795700913046';
const message = (
  partition: number,
  offset: number,
  handledAtNs: string | null,
): RecordedMessage => ({
  topic: 'cdc.pos.ospos.ospos_item_quantities',
  partition,
  offset: String(offset),
  timestamp: AT_MS,
  key: '{}',
  value: handledAtNs === null ? null : `{"op":"u","ts_ns":${handledAtNs}}`,
});

it('tells changes apart that Kafka took in the same millisecond, and leaves a tombstone behind its delete', () => {
  const first = message(3, 7, '1795700913046000001');
  const second = message(0, 2, '1795700913046000002');
  const tombstone = message(0, 3, null);
  const third = message(3, 8, '1795700913046000003');

  expect(inHandledOrder([tombstone, third, second, first])).toEqual([
    first,
    second,
    tombstone,
    third,
  ]);
});

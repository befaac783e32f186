import { encodeSourceRepaired } from '#contracts';
import type { RawMessage } from '#messaging';
import { Random } from '../chaos/random.js';
import { stockMessage, type EventGiven } from './stock-messages.js';

const SKUS = Array.from({ length: 24 }, (_, index) => `SKU-${index}`);
const LOCATIONS = ['leeds', 'depot', 'bristol'];
const BUCKETS = ['available_base', 'allocated', 'damaged'] as const;

/** Kinds of changes, each as often as it is named. */
const KINDS = [
  ...Array<'level'>(10).fill('level'),
  ...Array<'again'>(3).fill('again'),
  ...Array<'movement'>(4).fill('movement'),
  'cause',
  'cause',
  'elsewhere',
  'gone',
  'transition',
  'count',
  'unreadable',
] as const;

/**
 * Stock events as a trading day leaves them on the topic: levels, movements, counts, causes, rows that go
 * to another place or away, duplicates that come late, messages that nobody can read, and a snapshot that
 * begins a new epoch and ends with the word that the source is repaired.
 *
 * @param seed the same seed gives the same day; another one a later day
 */
export function shopDay(seed: number, events: number): RawMessage[] {
  const random = new Random(seed);
  const first = seed * 1_000_000;
  const messages: RawMessage[] = [];
  for (let index = 0; index < events; index += 1) {
    const kind = random.pick(KINDS);
    const again =
      kind === 'again' ? messages[Math.floor(random.next() * messages.length)] : undefined;
    const epoch = 2 * seed + (index < events / 3 ? 0 : 1);
    messages.push(again ?? messageOf(kind, { moment: first + index, epoch }, random));
    if (index === Math.floor(events / 2)) messages.push(repaired(epoch));
  }
  return messages;
}

interface When {
  readonly moment: number;
  readonly epoch: number;
}

function repaired(epoch: number): RawMessage {
  const word = { source: 'pos', epoch, at: '2026-03-01T12:00:00.000Z' };
  const { key, value, headers } = encodeSourceRepaired(word, 0);
  return {
    offset: 0n,
    key: Buffer.from(key),
    value: Buffer.from(value),
    headers,
    timestampMs: 0,
  };
}

function messageOf(kind: (typeof KINDS)[number], when: When, random: Random): RawMessage {
  const { moment } = when;
  const at = new Date(Date.UTC(2026, 2, 1) + (moment % 1_000_000) * 1_000).toISOString();
  const times = { occurredAt: at, recordedAt: at, ingestedAt: at };
  const given = eventOf(kind, when, random);
  const message = stockMessage(moment, { ...times, ...given }, `day-${moment}`);
  return kind === 'unreadable' ? { ...message, value: Buffer.from('{"sku":') } : message;
}

function eventOf(
  kind: (typeof KINDS)[number],
  { moment, epoch }: When,
  random: Random,
): EventGiven {
  const sku = random.pick(SKUS);
  const location = random.pick(LOCATIONS);
  const bucket = random.pick(BUCKETS);
  const quantity = (random.next() * 40).toFixed(Math.floor(random.next() * 4));
  const row = { system: 'pos', table: 'levels', key: `${sku}/${location}/${bucket}`, epoch };
  const moves = { system: 'erp', table: 'moves', key: String(moment), op: 'c' as const };
  switch (kind) {
    case 'movement':
      return { sku, location, bucket, quantity, effect: 'delta', kind: 'receipt', source: moves };
    case 'transition':
      return {
        sku,
        location,
        bucket,
        quantity,
        effect: 'transition',
        kind: 'transfer_in',
        from: { location: 'depot', bucket: 'available_base' },
        source: moves,
      };
    case 'count':
      return {
        sku,
        location,
        bucket,
        quantity,
        effect: 'count',
        kind: 'cycle_count',
        source: moves,
      };
    case 'cause': {
      const cause = { type: 'sale', id: String(moment), line: '1' };
      return { sku, location, bucket: null, quantity: '0', effect: 'none', kind: 'sale', cause };
    }
    case 'elsewhere':
      return { sku, location: 'depot', bucket, quantity, source: row };
    case 'gone':
      return { sku, location, bucket, quantity: '0', retracted: true, source: { ...row, op: 'd' } };
    default:
      return { sku, location, bucket, quantity, source: row };
  }
}

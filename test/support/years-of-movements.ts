import type { RawMessage } from '#messaging';
import { Random } from '../chaos/random.js';
import { stockMessage, type EventGiven } from './stock-messages.js';

const DAY_MS = 86_400_000;
const SKUS = Array.from({ length: 12 }, (_, index) => `SKU-${index}`);
const COUNTED_EVERY_DAYS = 45;
/** Nobody counts these two after the first year. */
const HARDLY_COUNTED = ['SKU-10', 'SKU-11'];

/** The first day of the years. */
export const FIRST_DAY = Date.UTC(2023, 0, 1);
export const YEARS_DAYS = 1_000;

/**
 * A thousand days of one source that keeps no level: movements, some of them amended soon, transfers from Leeds
 * to the depot, sales and cancellations of some, and a count of both places every six weeks.
 */
export function yearsOfMovements(seed: number): RawMessage[] {
  const random = new Random(seed);
  const messages: RawMessage[] = [];
  const add = (day: number, given: EventGiven) => {
    messages.push(movementMessage(messages.length, day, given));
  };
  for (let day = 0; day < YEARS_DAYS; day += 1) {
    for (const sku of SKUS) {
      if (isCounted(sku, day)) counts(add, random, day, sku);
      else if (random.next() < 0.3) movement(add, random, day, sku);
    }
  }
  return messages;
}

const isCounted = (sku: string, day: number): boolean =>
  day % COUNTED_EVERY_DAYS === 0 && (day < 365 || !HARDLY_COUNTED.includes(sku));

/** What a row of the source says on a day; its log position is its place among the messages. */
export function movementMessage(index: number, day: number, { source, ...given }: EventGiven) {
  const at = new Date(FIRST_DAY + day * DAY_MS + index).toISOString();
  return stockMessage(
    index,
    {
      kind: 'adjustment',
      effect: 'delta',
      occurredAt: at,
      recordedAt: at,
      ingestedAt: at,
      ...given,
      source: { system: 'pos', table: 'moves', op: 'c', rule: 'move', ...source },
    },
    `years-${index}`,
  );
}

type Add = (day: number, given: EventGiven) => void;

const units = (random: Random): string => String(1 + Math.floor(random.next() * 9));

function counts(add: Add, random: Random, day: number, sku: string): void {
  for (const location of ['leeds', 'depot']) {
    const key = `${sku} ${location} counted ${day}`;
    const quantity = `${units(random)}0`;
    add(day, { sku, location, quantity, kind: 'cycle_count', effect: 'count', source: { key } });
  }
}

function movement(add: Add, random: Random, day: number, sku: string): void {
  const key = `${sku} moved ${day}`;
  const quantity = units(random);
  switch (random.pick(['move', 'move', 'amended', 'transfer', 'sale', 'cancelled'])) {
    case 'transfer': {
      const from = { location: 'leeds', bucket: 'available_base' } as const;
      const transfer = { kind: 'transfer_out', effect: 'transition', location: 'depot' } as const;
      return add(day, { sku, quantity, from, ...transfer, source: { key } });
    }
    case 'sale':
      return add(day, { sku, ...soldBy(key), quantity: `-${quantity}`, source: { key } });
    case 'cancelled':
      add(day, { sku, ...soldBy(key), quantity: `-${quantity}`, source: { key } });
      return add(day, {
        sku,
        ...soldBy(key),
        kind: 'cancellation',
        quantity,
        source: { key: `${key} not` },
      });
    case 'amended':
      add(day, { sku, quantity, source: { key } });
      return add(day + 1, { sku, quantity: units(random), source: { key, op: 'u' } });
    default:
      return add(day, { sku, quantity, source: { key } });
  }
}

const soldBy = (id: string) => ({ kind: 'sale', cause: { type: 'sale', id, line: '1' } }) as const;

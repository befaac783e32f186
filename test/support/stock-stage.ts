import type { Policy } from '#config';
import {
  encodeClaims,
  encodeStockEvent,
  topicsOf,
  type KafkaRecord,
  type StockEventV1,
} from '#contracts';
import type { RawBatch, RecordProducer } from '#messaging';
import type { DataSource } from 'typeorm';
import { Announcer } from '../../apps/availability/src/announcer.js';
import { ApplyBatches } from '../../apps/availability/src/apply-batches.js';
import { AvailabilityStage } from '../../apps/availability/src/availability-stage.js';
import { ClaimRelay } from '../../apps/availability/src/claims/claim-relay.js';
import { ClaimsStage } from '../../apps/availability/src/claims/claims-stage.js';
import { TermsKeeper } from '../../apps/availability/src/terms/terms-keeper.js';
import { ClaimSweep } from '../../apps/availability/src/claims/claim-sweep.js';

/** The partition that the rows of `stock-rows.ts` are in. */
const PARTITION = 3;
const TOPICS = topicsOf('');

export interface Told {
  readonly sku: string;
  readonly version: number;
  readonly channels: Readonly<Record<string, number>>;
  readonly offers?: Readonly<Record<string, unknown>>;
}

/** The availability stage without Kafka: what it would send is kept, what it reads is handed to it. */
export class StockStage {
  /** numbers that were announced, oldest first */
  readonly told: Told[] = [];
  private readonly relayed: KafkaRecord[] = [];
  private readonly fold: AvailabilityStage;
  private readonly claims: ClaimsStage;
  private readonly relay: ClaimRelay;
  readonly sweep: ClaimSweep;
  private next = { events: 0, claims: 0 };

  constructor(dataSource: DataSource, policy: Policy) {
    const send = (topic: string, records: readonly KafkaRecord[]) => {
      if (topic === TOPICS.claims) this.relayed.push(...records);
      else this.told.push(...records.map(({ value }) => JSON.parse(value) as Told));
      return Promise.resolve();
    };
    const announcer = new Announcer({ send } as unknown as RecordProducer, TOPICS);
    const keeper = new TermsKeeper(dataSource, policy);
    const apply = new ApplyBatches(dataSource, keeper);
    this.fold = new AvailabilityStage(dataSource, announcer, apply, keeper);
    this.claims = new ClaimsStage(dataSource, announcer, keeper, TOPICS);
    this.relay = new ClaimRelay(dataSource, { send }, TOPICS);
    this.sweep = new ClaimSweep(dataSource, policy);
  }

  async start(): Promise<void> {
    const span = { partition: PARTITION, low: 0n, high: 99n };
    this.next.events = Number(await this.fold.startFrom({ ...span, topic: TOPICS.stockEvents }));
    this.next.claims = Number(await this.claims.startFrom({ ...span, topic: TOPICS.claims }));
  }

  /** Folds events in one batch. */
  async happen(...events: readonly StockEventV1[]): Promise<void> {
    const first = this.next.events;
    await this.take(
      events.map((event, index) =>
        encodeStockEvent(`event-${first + index}-${event.source.key}`, event),
      ),
    );
  }

  /** Folds records in one batch, as they are on Kafka. */
  async take(records: readonly KafkaRecord[]): Promise<void> {
    const first = this.next.events;
    this.next.events += records.length;
    await this.fold.handle([batchOf(TOPICS.stockEvents, first, records)]);
  }

  /** Relays what the outbox holds, and handles it. @returns how many messages that were */
  async hearOfClaims(): Promise<number> {
    await this.relay.relay();
    const records = this.relayed.splice(0);
    if (records.length > 0) await this.hear(records);
    return records.length;
  }

  /** Handles one message about an item, as if it came once more. */
  hearAgain(sku: string): Promise<void> {
    const claim = '00000000-0000-4000-8000-000000000000';
    const changedAt = new Date().toISOString();
    return this.hear([encodeClaims({ sku, claim, change: 'claimed', changedAt })]);
  }

  private async hear(records: readonly KafkaRecord[]): Promise<void> {
    const first = this.next.claims;
    this.next.claims += records.length;
    await this.claims.handle([batchOf(TOPICS.claims, first, records)]);
  }
}

const batchOf = (topic: string, first: number, records: readonly KafkaRecord[]): RawBatch => ({
  topic,
  partition: PARTITION,
  messages: records.map(({ key, value, headers }, index) => ({
    offset: BigInt(first + index),
    key: Buffer.from(key),
    value: Buffer.from(value),
    headers,
    timestampMs: 0,
  })),
  nextOffset: BigInt(first + records.length),
  alive: () => true,
});

let position = 0;

/** The till's row of one item at Leeds now says so many. */
export function levelAt(units: number, transaction: string, sku = 'A'): StockEventV1 {
  return eventOf({ sku, quantity: String(units) }, 'item_quantities', `${sku}/1`, transaction);
}

/** Another row of the same transaction says that it was this sale. */
export function saleNamed(id: string, transaction: string, sku = 'A'): StockEventV1 {
  const cause = { type: 'sale', id, line: '1' };
  const named = { sku, cause, kind: 'sale', effect: 'none', bucket: null, quantity: '0' } as const;
  return eventOf(named, 'sales_items', `${sku}/${id}/${transaction}`, transaction);
}

/** A purchase order's row says that so many are on their way to Leeds. */
export function inboundAt(units: number, purchase: string, eta: string, sku = 'A'): StockEventV1 {
  const cause = { type: 'purchase', id: purchase, line: '1' };
  const bucket = 'inbound_confirmed';
  const named = { sku, cause, kind: 'asn', bucket, quantity: String(units), eta } as const;
  return eventOf(named, 'purchase_items', `${sku}/${purchase}`, `purchase-${purchase}`);
}

function eventOf(
  over: Partial<StockEventV1> & { sku: string },
  table: string,
  key: string,
  transaction: string,
): StockEventV1 {
  position += 1;
  return {
    kind: 'level',
    effect: 'absolute',
    location: 'leeds',
    bucket: 'available_base',
    quantity: '0',
    retracted: false,
    cause: null,
    occurredAt: '2026-03-01T10:00:00.000Z',
    recordedAt: '2026-03-01T10:00:00.000Z',
    ingestedAt: '2026-03-01T10:00:01.000Z',
    source: {
      system: 'pos',
      connector: 'mariadb',
      table,
      key,
      rule: 'level',
      op: 'u',
      epoch: 1,
      position: String(position).padStart(9, '0'),
      order: 'position',
      revision: '0',
      transaction,
      topic: 't',
      partition: 0,
      offset: String(position),
    },
    ...over,
  };
}

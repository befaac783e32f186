import { formatQuantity } from '#domain';
import type { LedgerLine } from '#ledger';
import type { LedgerEntry } from './fold-batch.js';
import type { ItemNumbers } from './item-numbers.js';

/** What the lines of one batch have in common. */
export interface LedgerContext {
  readonly policyVersion: string;
  readonly appliedAt: string;
  /** the item version that a line led to */
  readonly versionOf: (sku: string) => bigint;
  /** what the batch led to; undefined when it left the item's numbers alone */
  readonly numbersOf: (sku: string) => ItemNumbers | undefined;
}

/** One line per applied change; the last one of an item carries the numbers it led to (promise I7). */
export function ledgerLines(
  context: LedgerContext,
  entries: readonly LedgerEntry[],
): readonly LedgerLine[] {
  const last = new Map(entries.map((entry) => [entry.incoming.event.sku, entry]));
  return entries.map((entry) => {
    const { sku } = entry.incoming.event;
    const numbers = last.get(sku) === entry ? context.numbersOf(sku) : undefined;
    return toLine(entry, context, numbers);
  });
}

function toLine(
  { incoming, location, bucket, change }: LedgerEntry,
  context: LedgerContext,
  numbers: ItemNumbers | undefined,
): LedgerLine {
  const { event, message, inputOffset } = incoming;
  const { source } = message;
  return {
    event_id: event.id,
    sku: event.sku,
    location,
    bucket: bucket ?? undefined,
    kind: event.kind,
    effect: message.effect,
    change: formatQuantity(change),
    contributes: formatQuantity(event.quantity),
    cause_type: event.cause?.type,
    cause_id: event.cause?.id,
    cause_line: event.cause?.line ?? undefined,
    source: source.system,
    table_name: source.table,
    row_key: source.key,
    rule: source.rule,
    op: source.op,
    epoch: source.epoch,
    position: source.position ?? undefined,
    transaction_id: source.transaction ?? undefined,
    cdc_topic: source.topic,
    cdc_partition: source.partition,
    cdc_offset: source.offset,
    input_offset: inputOffset.toString(),
    version: context.versionOf(event.sku).toString(),
    policy_version: context.policyVersion,
    occurred_at: message.occurredAt,
    recorded_at: message.recordedAt,
    ingested_at: message.ingestedAt,
    applied_at: context.appliedAt,
    captured_at: message.capturedAt,
    ...(numbers ? ledTo(numbers) : {}),
  };
}

/** What the line led to, and what that followed from beside stock. */
const ledTo = ({ channels, basis }: ItemNumbers): Pick<LedgerLine, 'channels' | 'basis'> => ({
  channels,
  basis: basis ?? undefined,
});

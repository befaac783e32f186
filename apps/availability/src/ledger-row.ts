import { formatQuantity } from '#domain';
import type { LedgerEntry } from './fold-batch.js';

/** What the lines of one batch have in common. */
export interface LedgerContext {
  readonly partition: number;
  readonly lastLine: bigint;
  readonly policyVersion: string;
  readonly appliedAt: string;
  /** the item version that a line led to */
  readonly versionOf: (sku: string) => bigint;
}

/** A row of `ledger_line`, by column. */
export type LedgerRow = ReturnType<typeof toLine>;

/** One line per applied change, numbered on from the partition's last one (promise I7). */
export const ledgerRows = (
  context: LedgerContext,
  entries: readonly LedgerEntry[],
): readonly LedgerRow[] =>
  entries.map((entry, index) => toLine(entry, context, BigInt(index) + 1n));

function toLine(
  { incoming, location, bucket, change }: LedgerEntry,
  context: LedgerContext,
  index: bigint,
) {
  const { event, message, inputOffset } = incoming;
  const { source } = message;
  return {
    partition: context.partition,
    line: (context.lastLine + index).toString(),
    event_id: event.id,
    sku: event.sku,
    location,
    bucket,
    kind: event.kind,
    effect: message.effect,
    change: formatQuantity(change),
    contributes: formatQuantity(event.quantity),
    cause_type: event.cause?.type ?? null,
    cause_id: event.cause?.id ?? null,
    cause_line: event.cause?.line ?? null,
    source: source.system,
    table_name: source.table,
    row_key: source.key,
    rule: source.rule,
    op: source.op,
    epoch: source.epoch,
    position: source.position,
    transaction_id: source.transaction,
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
  };
}

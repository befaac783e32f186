import { decimal } from '../format/decimal.js';
import { iso, isoOrNull } from '../format/instants.js';
import type { ContributionRow } from './contribution.queries.js';
import type { Cause, Contribution, LedgerLine } from './explain.schema.js';
import type { LedgerRow } from './ledger.queries.js';
import type { LineRef } from './line-ref.js';
import { reasonOf } from './reason.js';
import { sourceRow } from './source-row.js';

const OPS = { c: 'insert', u: 'update', d: 'delete', r: 'snapshot' } as const;

export function toLedgerLine(row: LedgerRow, causes: readonly Cause[]): LedgerLine {
  const reasoned = {
    location: row.location,
    kind: row.kind,
    cause: ownCause(row),
    causes: [...causes],
  };
  return {
    ...reasoned,
    line: row.line,
    event: row.event_id,
    bucket: row.bucket ?? '',
    effect: row.effect,
    change: decimal(row.change),
    contributes: decimal(row.contributes),
    reason: reasonOf(reasoned),
    op: OPS[row.op],
    row: sourceRow(row),
    transaction: row.transaction_id,
    cdc: { topic: row.cdc_topic, partition: row.cdc_partition, offset: row.cdc_offset },
    version: Number(row.version),
    policyVersion: row.policy_version,
    occurredAt: iso(row.occurred_at),
    recordedAt: iso(row.recorded_at),
    capturedAt: isoOrNull(row.captured_at),
    ingestedAt: iso(row.ingested_at),
    appliedAt: iso(row.applied_at),
  };
}

export const toCause = (row: LedgerRow, facts: Record<string, unknown> | null): Cause => ({
  kind: row.kind,
  type: row.cause_type,
  id: row.cause_id,
  line: row.cause_line,
  location: row.location,
  row: sourceRow(row),
  occurredAt: iso(row.occurred_at),
  facts,
});

export const toContribution = (row: ContributionRow, since: LineRef | null): Contribution => ({
  location: row.location,
  bucket: row.bucket,
  quantity: decimal(row.quantity),
  row: sourceRow(row),
  cdcOffset: row.cdc_offset,
  revision: row.revision,
  since,
});

const ownCause = ({ cause_type, cause_id, cause_line }: LedgerRow): LedgerLine['cause'] =>
  cause_type === null || cause_id === null
    ? null
    : { type: cause_type, id: cause_id, line: cause_line };

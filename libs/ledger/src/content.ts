import { instantText } from './instant-text.js';
import type { LedgerLine } from './ledger-line.js';

/**
 * The canonical text of a line, which is what its hash seals: a JSON object without spaces that names the
 * columns in the order of COLUMNS, leaves out those that are null, and gives every value as a string, save
 * `channels` and `basis`, which are the stored JSON as it is. PostgreSQL gives back the very same text (`CONTENT_SQL`).
 *
 * The parts are written out, since this runs for every applied change: one `JSON.stringify` of one object.
 */
export const contentOf = (partition: number, line: bigint, entry: LedgerLine): string =>
  JSON.stringify({
    partition: String(partition),
    line: line.toString(),
    event_id: entry.event_id,
    sku: entry.sku,
    location: entry.location,
    bucket: entry.bucket,
    kind: entry.kind,
    effect: entry.effect,
    change: entry.change,
    contributes: entry.contributes,
    cause_type: entry.cause_type,
    cause_id: entry.cause_id,
    cause_line: entry.cause_line,
    source: entry.source,
    table_name: entry.table_name,
    row_key: entry.row_key,
    rule: entry.rule,
    op: entry.op,
    epoch: wholeText(entry.epoch),
    position: entry.position,
    transaction_id: entry.transaction_id,
    cdc_topic: entry.cdc_topic,
    cdc_partition: wholeText(entry.cdc_partition),
    cdc_offset: entry.cdc_offset,
    input_offset: entry.input_offset,
    version: entry.version,
    policy_version: entry.policy_version,
    occurred_at: timeText(entry.occurred_at),
    recorded_at: timeText(entry.recorded_at),
    ingested_at: timeText(entry.ingested_at),
    applied_at: instantText(entry.applied_at),
    channels: entry.channels,
    captured_at: timeText(entry.captured_at),
    basis: entry.basis,
  });

const wholeText = (whole: number | undefined): string | undefined =>
  whole === undefined ? undefined : String(whole);

const timeText = (time: string | undefined): string | undefined =>
  time === undefined ? undefined : instantText(time);

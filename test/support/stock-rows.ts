import type { TestRow } from './rows.js';

/** The moment at which the rows below were written. */
export const WRITTEN_AT = '2026-01-05T09:00:00.250Z';
const COMMITTED_AT = '2026-01-05T09:00:00.000Z';

export const itemRow = (row: TestRow): TestRow => ({
  partition: 3,
  version: 1,
  channels: {},
  policy_version: 'abc123abc123',
  last_offset: 1,
  recorded_at: COMMITTED_AT,
  applied_at: WRITTEN_AT,
  ...row,
});

export const positionRow = (row: TestRow): TestRow => ({
  partition: 3,
  available_base: 0,
  allocated: 0,
  damaged: 0,
  quarantine: 0,
  non_sellable: 0,
  in_transit: 0,
  inbound_confirmed: 0,
  hub_version: 1,
  updated_at: WRITTEN_AT,
  ...row,
});

export const contributionRow = (row: TestRow): TestRow => ({
  partition: 3,
  rule: 'level',
  bucket: 'available_base',
  epoch: 1,
  position: '',
  cdc_offset: 7,
  revision: 0,
  ...row,
});

/** A line with any seal: its chain does not verify. */
export const ledgerRow = (row: TestRow): TestRow => ({
  partition: 3,
  event_id: `event-${String(row['line'])}`,
  bucket: 'available_base',
  kind: 'level',
  effect: 'absolute',
  change: 0,
  contributes: 0,
  rule: 'level',
  op: 'u',
  epoch: 1,
  position: null,
  transaction_id: null,
  cdc_topic: 'cdc.pos.ospos.item_quantities',
  cdc_partition: 0,
  cdc_offset: 7,
  input_offset: 9,
  version: 1,
  policy_version: 'abc123abc123',
  occurred_at: COMMITTED_AT,
  recorded_at: COMMITTED_AT,
  ingested_at: '2026-01-05T09:00:00.100Z',
  applied_at: WRITTEN_AT,
  previous: '\\x00',
  hash: '\\x00',
  ...row,
});

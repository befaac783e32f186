/** One gauge: its name, what it tells, and what it is told of. */
interface Described {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
}

/**
 * What is read from somewhere and shown whole each time, so that what is no longer there is no longer shown.
 * Labels are sources, locations, channels, stages and states, never an item.
 */
export const STATE_GAUGES = {
  parked: {
    name: 'inv_parked_messages',
    help: 'Messages that are set aside and wait for a decision',
    labels: ['stage'],
  },
  parkedAge: {
    name: 'inv_parked_oldest_age_seconds',
    help: 'Since the oldest message that waits for a decision was set aside',
    labels: ['stage'],
  },
  waiting: {
    name: 'inv_waiting_changes',
    help: 'Changes whose reference has not arrived',
    labels: ['source'],
  },
  waitingAge: {
    name: 'inv_waiting_oldest_age_seconds',
    help: 'Since the oldest change began to wait for its reference',
    labels: ['source'],
  },
  heldZeros: {
    name: 'inv_held_zeros',
    help: 'Listings that would go to zero and wait for a confirmation',
    labels: ['channel'],
  },
  paused: {
    name: 'inv_channel_paused',
    help: '1 while somebody has paused the channel',
    labels: ['channel'],
  },
  exceptions: {
    name: 'inv_reservation_exceptions',
    help: 'Orders and claims that no stock answers for, until somebody settles them',
    labels: ['channel', 'kind'],
  },
  outbox: {
    name: 'inv_outbox_messages',
    help: 'Changes of claims that are stored and not yet on Kafka',
    labels: [],
  },
  outboxAge: {
    name: 'inv_outbox_oldest_age_seconds',
    help: 'Since the oldest change of a claim that is not yet on Kafka',
    labels: [],
  },
  ledgerLines: { name: 'inv_ledger_lines', help: 'Sealed lines of the ledger', labels: [] },
  ledgerHeadAge: {
    name: 'inv_ledger_head_age_seconds',
    help: 'Since the newest line of the ledger was sealed',
    labels: [],
  },
  ledgerVerified: {
    name: 'inv_ledger_verified_lines',
    help: 'Lines up to which the hash chain was last found whole',
    labels: [],
  },
  ledgerVerifiedAge: {
    name: 'inv_ledger_verified_age_seconds',
    help: 'Since the partition of the ledger whose check is longest ago was checked',
    labels: [],
  },
  ledgerBroken: {
    name: 'inv_ledger_broken_partitions',
    help: 'Partitions of the ledger whose last check found them changed',
    labels: [],
  },
  varianceUnits: {
    name: 'inv_reconciliation_variance_units',
    help: 'Units by which a source says more or less than is kept of it, by time since a change there',
    labels: ['source', 'location', 'age'],
  },
  varianceItems: {
    name: 'inv_reconciliation_variance_items',
    help: 'Items of which a source says something else than is kept, by time since a change there',
    labels: ['source', 'location', 'age'],
  },
  reconciledAge: {
    name: 'inv_reconciliation_age_seconds',
    help: "Since a source's own levels were last compared",
    labels: ['source'],
  },
  connectorState: {
    name: 'inv_connector_state',
    help: '1 for how the supervisor found the connector: working, or why it does not work',
    labels: ['source', 'state'],
  },
  connectorRestarts: {
    name: 'inv_connector_restarts',
    help: 'Restarts since the connector last worked for a while',
    labels: ['source'],
  },
  connectorSeenAge: {
    name: 'inv_connector_seen_age_seconds',
    help: 'Since the supervisor last looked at the connector',
    labels: ['source'],
  },
  slotRetained: {
    name: 'inv_source_slot_retained_bytes',
    help: 'Write-ahead log that a PostgreSQL source keeps for its replication slot',
    labels: ['source'],
  },
  slotSafe: {
    name: 'inv_source_slot_safe_bytes',
    help: 'Log that may still be written before the slot loses some; away without a limit',
    labels: ['source'],
  },
  slotActive: {
    name: 'inv_source_slot_active',
    help: '1 while somebody reads the replication slot',
    labels: ['source'],
  },
  slotStatus: {
    name: 'inv_source_slot_wal_status',
    help: '1 for wal_status of the replication slot; absent: there is no such slot',
    labels: ['source', 'status'],
  },
  binlogBehind: {
    name: 'inv_source_binlog_behind_bytes',
    help: 'Binary log of a MariaDB or MySQL source that its connector has not committed as read',
    labels: ['source'],
  },
  consumerStatus: {
    name: 'inv_consumer_status',
    help: '1 for how a stage reads a topic: OK, WARN, STALL, STOP or REWIND',
    labels: ['stage', 'topic', 'status'],
  },
  consumerLag: {
    name: 'inv_consumer_lag_records',
    help: 'Records of a topic whose effect a stage has not stored',
    labels: ['stage', 'topic'],
  },
} as const satisfies Readonly<Record<string, Described>>;

export type StateGauge = keyof typeof STATE_GAUGES;

/** One line of some gauge. */
export interface Line<L extends string = string> {
  readonly labels: Readonly<Record<L, string>>;
  /** seconds, bytes, or a count */
  readonly value: number;
}

/** One line of this gauge. */
export type Sample<G extends StateGauge> = Line<(typeof STATE_GAUGES)[G]['labels'][number]>;

/** Gauges with all the lines that they have now. */
export type Shown = { readonly [G in StateGauge]?: readonly Sample<G>[] };

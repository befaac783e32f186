/** What an alert means to whoever reads it at night, and what to do about it. */
export interface AlertText {
  readonly meaning: string;
  readonly cure: string;
  /** of this checkout's documents, with the heading's anchor */
  readonly page: string;
}

const ALERTS = 'docs/operating.md#alerts';
const CHANNELS = 'docs/operating.md#channels';
const RUNBOOK = 'docs/runbook.md#runbook-when-a-connector-does-not-work';

/** One text for each kind of alert: the API, Prometheus and notifications tell the same. */
export const ALERT_TEXTS = {
  source_stale: {
    meaning: 'No heartbeat came from it in time; what its locations show is of then, not of now.',
    cure: 'Usually a stopped connector, a lost replication slot, or a database that is away. npx shelfwire doctor tells which.',
    page: RUNBOOK,
  },
  location_stale: {
    meaning:
      'It trades and its source lives, yet nothing came from it for longer than chance explains.',
    cure: 'See that its tills and lines work. Its numbers are careful meanwhile, and withheld after a while.',
    page: 'docs/staleness.md',
  },
  source_unverified: {
    meaning: 'Its rows may be wrong, so its locations sell nothing.',
    cure: 'Mend the cause, then read the source anew: npx shelfwire resnapshot.',
    page: RUNBOOK,
  },
  source_at_risk: {
    meaning: 'An audit of its database found something that will stop capture.',
    cure: 'npx shelfwire doctor says what, and how to mend it.',
    page: RUNBOOK,
  },
  connector_down: {
    meaning: 'Its connector does not work, and was not mended at once by itself.',
    cure: 'The alert names the cause; the runbook has a section for each.',
    page: RUNBOOK,
  },
  levels_different: {
    meaning: 'Levels here are not what the source itself says.',
    cure: 'npx shelfwire reconcile names them; --fix reads their rows once more.',
    page: ALERTS,
  },
  parked_growing: {
    meaning: 'Messages that can never work were set aside lately.',
    cure: 'Look at what is parked and why: npx shelfwire dlq ls.',
    page: 'docs/operating.md#parked-messages',
  },
  change_waiting: {
    meaning: 'A change waits for a row that has not come.',
    cure: 'The row is missing in the source, or its table is not captured. GET /v1/waiting names it.',
    page: ALERTS,
  },
  zeros_held: {
    meaning: 'So many listings would go to zero that somebody must look.',
    cure: 'Mend the source, or say that it is true: npx shelfwire channels confirm.',
    page: CHANNELS,
  },
  channel_paused: {
    meaning: 'Somebody paused it; nothing is sent.',
    cure: 'npx shelfwire channels resume, when the reason is gone.',
    page: CHANNELS,
  },
  listings_drifted: {
    meaning: 'Listings showed another number than the one acknowledged.',
    cure: 'They are put right by themselves; find out who changes them: npx shelfwire channels drift.',
    page: CHANNELS,
  },
  claim_exception: {
    meaning: 'An order that stock does not answer for.',
    cure: 'GET /v1/exceptions lists it; call the customer or find the units.',
    page: 'docs/reservations.md',
  },
  stock_overclaimed: {
    meaning: 'Stock has fallen below what is claimed; these places sell nothing meanwhile.',
    cure: 'GET /v1/alerts says where; find the units, or release claims.',
    page: 'docs/reservations.md',
  },
  promise_overdue: {
    meaning: 'Units that an order was promised have not come in time.',
    cure: 'Ask the supplier, and tell the customer.',
    page: 'docs/reservations.md',
  },
  reconciliation_exception: {
    meaning: 'The effect of a change cannot be told from what is kept.',
    cure: 'Count the item.',
    page: 'docs/operating.md#how-long-are-movements-kept',
  },
  notification_failing: {
    meaning: 'A receiver of notifications has taken none for five minutes.',
    cure: 'The log of the app alerting says why; npx shelfwire notify test tries it.',
    page: 'docs/alerts.md#without-alertmanager',
  },
} as const satisfies Readonly<Record<string, AlertText>>;

export type AlertKind = keyof typeof ALERT_TEXTS;

export const ALERT_KINDS = Object.keys(ALERT_TEXTS) as readonly AlertKind[];

const UNKNOWN: AlertText = {
  meaning: 'An alert of another release.',
  cure: 'npx shelfwire doctor looks at every part.',
  page: ALERTS,
};

/** @param kind as a row has it, which another release may have written */
export const alertTextOf = (kind: string): AlertText =>
  Object.hasOwn(ALERT_TEXTS, kind) ? ALERT_TEXTS[kind as AlertKind] : UNKNOWN;

/** What an alert's kind means to whoever reads it at night, and what to do about it. */
export interface Cure {
  readonly means: string;
  readonly todo: string;
  readonly command: ((subject: string) => string) | null;
}

const DOCTOR = () => 'npx shelfwire doctor';

const CURES: Readonly<Record<string, Cure>> = {
  source_stale: {
    means: 'No heartbeat came from it in time.',
    todo: 'Usually a stopped connector, a lost replication slot, or a database that is away.',
    command: DOCTOR,
  },
  location_stale: {
    means:
      'It trades and its source lives, yet nothing came from it for longer than chance explains.',
    todo: 'See that its tills and lines work. Its numbers are careful meanwhile, and withheld after a while.',
    command: null,
  },
  source_unverified: {
    means: 'Its rows may be wrong, so its locations sell nothing.',
    todo: 'Mend the cause, then read the source anew.',
    command: (source) => `npx shelfwire resnapshot ${source} --reason "…"`,
  },
  source_at_risk: {
    means: 'An audit of its database found something that will stop capture.',
    todo: 'The sources page says what, and how to mend it.',
    command: DOCTOR,
  },
  connector_down: {
    means: 'Its connector does not work, and the supervisor cannot mend it.',
    todo: 'The sources page shows its trace; the runbook has a section for each cause.',
    command: DOCTOR,
  },
  levels_different: {
    means: 'Levels here are not what the source itself says.',
    todo: 'Have them named; --fix reads their rows once more.',
    command: (source) => `npx shelfwire reconcile ${source}`,
  },
  parked_growing: {
    means: 'Messages that can never work were set aside lately.',
    todo: 'Look at what is parked and why.',
    command: () => 'npx shelfwire dlq ls',
  },
  change_waiting: {
    means: 'A change waits for a row that has not come.',
    todo: 'The row is missing in the source, or its table is not captured.',
    command: null,
  },
  zeros_held: {
    means: 'So many listings would go to zero that somebody must look.',
    todo: 'Mend the source, or confirm on the channels page that it is true.',
    command: (channel) => `npx shelfwire channels confirm ${channel}`,
  },
  channel_paused: {
    means: 'Somebody paused it; nothing is sent.',
    todo: 'Resume it on the channels page when the reason is gone.',
    command: (channel) => `npx shelfwire channels resume ${channel}`,
  },
  listings_drifted: {
    means: 'Listings showed another number than the one acknowledged.',
    todo: 'They are put right by themselves; find out who changes them.',
    command: (channel) => `npx shelfwire channels drift ${channel}`,
  },
  claim_exception: {
    means: 'An order that stock does not answer for.',
    todo: 'The reservations page lists it; call the customer or find the units.',
    command: null,
  },
  stock_overclaimed: {
    means: 'Stock has fallen below what is claimed.',
    todo: 'The reservations page says where; these places sell nothing meanwhile.',
    command: null,
  },
  promise_overdue: {
    means: 'Units that an order was promised have not come in time.',
    todo: 'Ask the supplier, and tell the customer.',
    command: null,
  },
  reconciliation_exception: {
    means: 'The effect of a change cannot be told from what is kept.',
    todo: 'Count the item.',
    command: null,
  },
};

const UNKNOWN: Cure = {
  means: '',
  todo: 'The doctor looks at every part.',
  command: DOCTOR,
};

export const cureOf = (kind: string): Cure =>
  (Object.hasOwn(CURES, kind) ? CURES[kind] : undefined) ?? UNKNOWN;

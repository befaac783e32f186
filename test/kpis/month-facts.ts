import type { Policy } from '#config';
import { DateTime } from 'luxon';
import type { DataSource } from 'typeorm';
import { channelPolicy, shopPolicy } from '../support/policies.js';
import { insertRows, type TestRow } from '../support/rows.js';
import {
  claimRows,
  comparisonRows,
  exceptionRows,
  ledgerRows,
  outcomeRows,
  promiseRows,
  pushRows,
  sampleRows,
} from './month-rows.js';

const ZONES: Readonly<Record<string, string>> = {
  leeds: 'Europe/London',
  depot: 'America/New_York',
};
/** Two locations, two zones: of as many, the one whose name comes first. */
const BUSINESS = 'America/New_York';

/** Leeds goes by London's clock, the depot by New York's. */
export function zonedPolicy(): Policy {
  const policy = shopPolicy();
  const { leeds, depot } = policy.locations;
  if (!leeds || !depot) throw new Error('the shop has no leeds or no depot');
  const always = { hours: { mon: '09:00-18:00' }, holidays: {} };
  return {
    ...policy,
    calendars: {
      english: { ...always, timeZone: 'Europe/London' },
      american: { ...always, timeZone: BUSINESS },
    },
    locations: {
      leeds: { ...leeds, calendar: 'english' },
      depot: { ...depot, calendar: 'american' },
    },
    channels: {
      bazaar: channelPolicy({ pool: ['leeds', 'depot'] }),
      emporium: channelPolicy({ pool: ['depot'] }),
    },
  };
}

/** The day on which something was, by the clock of its place. */
export const dayAt = (instant: unknown, location: unknown = null): string => {
  const zone = ZONES[String(location)] ?? BUSINESS;
  return DateTime.fromISO(String(instant), { zone }).toISODate() ?? '';
};

/** Every raw row of the month. */
export interface MonthFacts {
  readonly lines: readonly TestRow[];
  readonly pushes: readonly TestRow[];
  readonly outcomes: readonly TestRow[];
  readonly claims: readonly TestRow[];
  readonly exceptions: readonly TestRow[];
  readonly samples: readonly TestRow[];
  readonly promises: readonly TestRow[];
  readonly comparisons: readonly TestRow[];
}

export async function fillMonth(dataSource: DataSource): Promise<MonthFacts> {
  const facts: MonthFacts = {
    lines: ledgerRows(),
    pushes: pushRows(),
    outcomes: outcomeRows(),
    claims: claimRows(),
    exceptions: exceptionRows(),
    samples: sampleRows(),
    promises: promiseRows(),
    comparisons: comparisonRows(),
  };
  await insertRows(dataSource, 'ledger_line', facts.lines);
  await insertRows(dataSource, 'push_tally', facts.pushes);
  await insertRows(dataSource, 'order_outcome', facts.outcomes);
  await insertRows(dataSource, 'claim', facts.claims);
  await insertRows(dataSource, 'claim_exception', facts.exceptions);
  await insertRows(dataSource, 'buffer_sample', facts.samples);
  await insertRows(dataSource, 'inbound_promise', facts.promises);
  await insertRows(dataSource, 'reconciliation', facts.comparisons);
  return facts;
}

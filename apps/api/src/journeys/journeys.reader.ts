import { Injectable } from '@nestjs/common';
import { ReadDatabase, type Db } from '../database/read-database.js';
import { toLedgerLine } from '../explain/to-ledger-line.js';
import { decimal } from '../format/decimal.js';
import { mappedListings } from '../items/mapped-listing.queries.js';
import { changeStages } from './change-stages.js';
import type { Journey, ListingJourney } from './journey.schema.js';
import {
  announcedUpTo,
  linesOf,
  numbersOf,
  ownCounting,
  stepsSince,
  type JourneyLineRow,
  type NumbersRow,
  type Wanted,
} from './journey.queries.js';
import { listingStages } from './listing-stages.js';
import { withDelays } from './stages.js';

/** Lines of one change: it moves between two places at most, and two buckets. */
const LINES_A_CHANGE = 4;
const MOST_STEPS = 50;
const MOST_LISTINGS = 50;

/** The way of single changes, stage by stage, as far as each stage left a moment. */
@Injectable()
export class JourneysReader {
  constructor(private readonly database: ReadDatabase) {}

  /** Newest first. */
  read(wanted: Wanted, limit: number): Promise<Journey[]> {
    return this.database.snapshot(async (db) => {
      const lines = await linesOf(db, wanted, limit * LINES_A_CHANGE);
      const events = new Map<string, JourneyLineRow[]>();
      for (const line of lines) {
        events.set(line.event_id, [...(events.get(line.event_id) ?? []), line]);
      }
      const changes = [...events.values()].slice(0, limit);
      const numbers = await numbersOf(
        db,
        changes.flatMap(([line]) => line ?? []),
      );
      const journeys: Journey[] = [];
      for (const change of changes) journeys.push(...(await journeyOf(db, change, numbers)));
      return journeys;
    });
  }
}

async function journeyOf(
  db: Db,
  lines: readonly JourneyLineRow[],
  numbers: readonly NumbersRow[],
): Promise<Journey[]> {
  const [line] = lines;
  if (!line) return [];
  const told = toLedgerLine(line, []);
  const led = numbers.find(({ sku, version }) => sku === line.sku && version === line.version);
  const announced = await announcedUpTo(db, line.partition);
  return [
    {
      event: line.event_id,
      sku: line.sku,
      kind: line.kind,
      row: told.row,
      op: told.op,
      transaction: line.transaction_id,
      cdc: told.cdc,
      moves: lines.map(({ line: number, location, bucket, change }) => {
        return { line: number, location, bucket, change: decimal(change) };
      }),
      version: told.version,
      policyVersion: line.policy_version,
      stages: withDelays(changeStages(line, announced), null),
      channels: await listingJourneys(db, line, led),
    },
  ];
}

/** Nothing where the change led to no new number: it named a cause. */
async function listingJourneys(
  db: Db,
  line: JourneyLineRow,
  led: NumbersRow | undefined,
): Promise<ListingJourney[]> {
  if (!led) return [];
  const { sku } = line;
  const counting = await ownCounting(db, Object.keys(led.channels), sku);
  const own = Object.entries(led.channels).map(([channel, quantity]) => {
    const version = counting.has(channel) ? 0 : Number(line.version);
    return { channel, sku, quantity, version };
  });
  const mapped = await mappedListings(db, sku, MOST_LISTINGS);
  const made = mapped
    .filter((listing) => listing.sku !== sku && listing.parts.length > 0)
    .map((listing) => ({ channel: listing.channel, sku: listing.sku, quantity: null, version: 0 }));
  const since = line.applied_at;
  return Promise.all(
    [...own, ...made].map(async ({ quantity, ...listing }) => {
      const steps = await stepsSince(db, { ...listing, since }, MOST_STEPS);
      const moments = listingStages({ appliedAt: since, version: listing.version }, steps);
      const stages = withDelays(moments, since);
      return { channel: listing.channel, listing: listing.sku, quantity, stages };
    }),
  );
}

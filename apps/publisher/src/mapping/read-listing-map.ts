import { copyRows, type CopiedRow } from '#storage';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { MappedListing } from './mapped-listing.js';

const COLUMNS = 'sku, ids, parts, lead_time_days, revision';
const SELECT = `SELECT ${COLUMNS} FROM channel_listing WHERE channel = current_setting('shelfwire.channel')`;

const ids = z.record(z.string(), z.string());
const parts = z.array(z.object({ item: z.string(), units: z.int().positive() })).nullable();

/** Every listing of a channel that something is known of. */
export const readListingMap = (
  dataSource: DataSource,
  channel: string,
  onListing: (listing: MappedListing) => void,
): Promise<void> =>
  copyRows(dataSource, SELECT, { 'shelfwire.channel': channel }, (row) =>
    onListing(toListing(row)),
  );

function toListing([sku, known, made, days, revision]: CopiedRow): MappedListing {
  return {
    sku: sku ?? '',
    ids: ids.parse(JSON.parse(known ?? '{}')),
    parts: parts.parse(JSON.parse(made ?? 'null')),
    leadTimeDays: typeof days === 'string' ? Number(days) : null,
    revision: Number(revision),
  };
}

interface ChangedRow {
  channel: string;
  sku: string;
  ids: unknown;
  parts: unknown;
  lead_time_days: number | null;
  revision: number;
}

/** A row is stamped before it is committed. */
const OVERLAP = `interval '10 seconds'`;

/** What has changed since a moment of the database's clock, and the moment until which that is true. */
export async function readChangedListings(
  dataSource: DataSource,
  channels: readonly string[],
  since: Date | undefined,
): Promise<{
  readonly until: Date | undefined;
  readonly changed: ReadonlyMap<string, MappedListing[]>;
}> {
  const [clock] = await dataSource.query<{ now: Date }[]>('SELECT now() AS now');
  const changed = new Map<string, MappedListing[]>();
  if (since === undefined) return { until: clock?.now, changed };
  const rows = await dataSource.query<ChangedRow[]>(
    `SELECT channel, ${COLUMNS} FROM channel_listing
     WHERE channel = ANY ($1) AND changed_at > $2::timestamptz - ${OVERLAP}`,
    [channels, since],
  );
  for (const row of rows) {
    const listing = {
      sku: row.sku,
      ids: ids.parse(row.ids),
      parts: parts.parse(row.parts),
      leadTimeDays: row.lead_time_days,
      revision: row.revision,
    };
    changed.set(row.channel, [...(changed.get(row.channel) ?? []), listing]);
  }
  return { until: clock?.now, changed };
}

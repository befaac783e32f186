import type { LocationMemory, LocationStaleness } from '#domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { placeKey, type Place } from './watched-place.js';

/** How a location stands as one source tells of it. Times in milliseconds since 1970. */
export interface WatchedState extends Place {
  readonly memory: LocationMemory;
  readonly lastChangeAt: number | null;
  /** open time since then */
  readonly silentSeconds: number;
  readonly thresholdSeconds: number | null;
}

interface StateRow extends Place {
  readonly state: LocationStaleness;
  readonly since: Date;
  readonly stale_since: Date | null;
  readonly proving_since: Date | null;
}

const msOf = (time: Date | null): number | null => time?.getTime() ?? null;
const isoOf = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString();

/** States live in the database: the folds read them, the API shows them, a restart goes on from them. */
@Injectable()
export class LocationStateRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** By `placeKey`. */
  async memories(): Promise<Map<string, LocationMemory>> {
    const rows = await this.dataSource.query<StateRow[]>(
      'SELECT location, source, state, since, stale_since, proving_since FROM location_state',
    );
    return new Map(
      rows.map((row) => [
        placeKey(row),
        {
          state: row.state,
          since: row.since.getTime(),
          staleSince: msOf(row.stale_since),
          provingSince: msOf(row.proving_since),
        },
      ]),
    );
  }

  async save(states: readonly WatchedState[], now: Date): Promise<void> {
    if (states.length === 0) return;
    const rows = states.map(({ memory, ...state }) => ({
      location: state.location,
      source: state.source,
      state: memory.state,
      since: isoOf(memory.since),
      stale_since: isoOf(memory.staleSince),
      proving_since: isoOf(memory.provingSince),
      last_change_at: isoOf(state.lastChangeAt),
      silent_seconds: state.silentSeconds,
      threshold_seconds: state.thresholdSeconds,
      looked_at: now.toISOString(),
    }));
    await this.dataSource.query(
      `INSERT INTO location_state
         SELECT * FROM jsonb_populate_recordset(NULL::location_state, $1::jsonb)
       ON CONFLICT (location, source) DO UPDATE
       SET state = excluded.state, since = excluded.since, stale_since = excluded.stale_since,
           proving_since = excluded.proving_since, last_change_at = excluded.last_change_at,
           silent_seconds = excluded.silent_seconds, threshold_seconds = excluded.threshold_seconds,
           looked_at = excluded.looked_at`,
      [JSON.stringify(rows)],
    );
  }
}

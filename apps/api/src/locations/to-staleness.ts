import { iso } from '../format/instants.js';
import type { Staleness } from './location.schema.js';
import type { StalenessRow } from './staleness.queries.js';

export const toStaleness = (row: StalenessRow | undefined): Staleness | null =>
  row
    ? {
        state: row.state,
        since: iso(row.since),
        silentSeconds: row.silent_seconds,
        thresholdSeconds: row.threshold_seconds,
        lookedAt: iso(row.looked_at),
      }
    : null;

import type { Db } from '../database/read-database.js';
import { iso } from '../format/instants.js';
import type { SourceStatus } from './source.schema.js';

export interface TrustRow {
  readonly source: string;
  readonly verified: boolean;
  readonly reason: string | null;
  readonly since: Date;
  readonly epoch: number;
}

export const readTrust = (db: Db): Promise<TrustRow[]> =>
  db.query<TrustRow[]>('SELECT source, verified, reason, since, epoch FROM source_trust');

/** A source without a row was never in doubt. */
export function trustOf(rows: readonly TrustRow[], source: string): SourceStatus['trust'] {
  const row = rows.find((found) => found.source === source);
  if (!row) return { verified: true, reason: null, since: null, epoch: 1 };
  const { verified, reason, since, epoch } = row;
  return { verified, reason, since: iso(since), epoch };
}

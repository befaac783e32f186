import type { BackfillSurroundings } from '../backfill/start-backfill.js';

export interface ReconcileSurroundings extends BackfillSurroundings {
  /** ends the comparison early, with its reason thrown */
  readonly signal?: AbortSignal | undefined;
}

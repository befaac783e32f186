import type { SourcePolicy } from '#config';

const CHUNK_ROWS = 1024;

/** Rows that the connector of a source reads at once in a backfill. */
export const chunkRowsOf = ({ capture }: Pick<SourcePolicy, 'capture'>): number =>
  capture.backfillChunkRows ?? CHUNK_ROWS;

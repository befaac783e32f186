import type { OfferStatus } from '#domain';
import type { AvailabilityRow } from '../availability/availability-row.js';

/** How rows stand in a file. */
export interface FeedFormat {
  /** statuses that stand in the file; another one is the same as none */
  readonly shows: readonly OfferStatus[];
  /** Why a row cannot stand in such a file, if it cannot. */
  problem(row: AvailabilityRow): RowProblem | undefined;
  /** The file, piece by piece, so that nothing else has to wait while it is made. */
  pieces(rows: Iterable<AvailabilityRow>): Iterable<string>;
  /**
   * The rows of such a file.
   *
   * @throws Error when it is not one, or not a whole one
   */
  read(content: AsyncIterable<string>): Promise<AvailabilityRow[]>;
}

export interface RowProblem {
  readonly code: string;
  readonly reason: string;
}

const ROWS_PER_PIECE = 1_000;

/** Rows by the thousand. */
export function* batchesOf<T>(rows: Iterable<T>): Generator<T[]> {
  let batch: T[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < ROWS_PER_PIECE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

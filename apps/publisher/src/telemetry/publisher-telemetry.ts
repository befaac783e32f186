import type { PublicationV1 } from '#contracts';

export type Trouble =
  | 'throttled'
  | 'refused'
  | 'unauthorized'
  | 'unavailable'
  | 'unknown'
  | 'failed'
  /** zeros wait for somebody's confirmation */
  | 'held'
  /** a listing showed another number than the one that was acknowledged */
  | 'drifted';

/** What the publisher tells about itself; nothing depends on it. */
export interface PublisherTelemetry {
  answered(publications: readonly PublicationV1[]): void;
  /** @param recordedAts commit times of the numbers of one call that the marketplace took, shown or not yet */
  taken(channel: string, recordedAts: readonly string[]): void;
  /** time that rows waited for the marketplace's limits */
  throttleWaited(channel: string, ms: number): void;
  /** @param recordedAt commit time of the oldest number that is not shown yet */
  oldestWaiting(channel: string, recordedAt: string | undefined): void;
  /** @param again listings that are to be sent once more; left out: none */
  trouble(channel: string, kind: Trouble, reason: string, again?: number): void;
  leaseTaken(channel: string, epoch: bigint): void;
}

/** What is known of a source's heartbeat. */
export interface HeartbeatRecord {
  /** when the newest heartbeat had travelled into our state; null: never */
  readonly heardAt: Date | null;
  /** since when somebody has been listening: a source that was never heard is given this long */
  readonly listeningSince: Date;
  readonly staleAfterSeconds: number;
}

/**
 * `awaited`: never heard, and not overdue yet; neither fresh nor stale.
 * `since`: the newest sign of life, or the start of listening.
 */
export interface SourceSilence {
  readonly state: 'fresh' | 'stale' | 'awaited';
  readonly since: Date;
  readonly silentSeconds: number;
}

/** A source is alive only when its heartbeat arrives, whatever else reports it running (promise I9). */
export function sourceSilence(record: HeartbeatRecord, now: Date): SourceSilence {
  const since = record.heardAt ?? record.listeningSince;
  const silentSeconds = Math.max(0, now.getTime() - since.getTime()) / 1000;
  if (silentSeconds > record.staleAfterSeconds) return { state: 'stale', since, silentSeconds };
  return { state: record.heardAt ? 'fresh' : 'awaited', since, silentSeconds };
}

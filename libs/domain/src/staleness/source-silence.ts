/** What is known of a source's heartbeat. */
export interface HeartbeatRecord {
  /** when the newest heartbeat had travelled into our state; null: never */
  readonly heardAt: Date | null;
  /** when the newest change of any kind had; null: never */
  readonly arrivedAt: Date | null;
  /** since when somebody has been listening */
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

/** How long a connector may take for its connection, the tables' shapes and the first row. */
const FIRST_SIGN_SECONDS = 120;

/**
 * A source is alive only when its heartbeat arrives, whatever else reports it running (promise I9). Until
 * the first one it is awaited: a first snapshot brings rows and no heartbeat, for as long as it takes.
 */
export function sourceSilence(record: HeartbeatRecord, now: Date): SourceSilence {
  const { heardAt, staleAfterSeconds } = record;
  const since = heardAt ?? latest(record.listeningSince, record.arrivedAt);
  const silentSeconds = Math.max(0, now.getTime() - since.getTime()) / 1000;
  const patience = heardAt ? staleAfterSeconds : Math.max(staleAfterSeconds, FIRST_SIGN_SECONDS);
  if (silentSeconds > patience) return { state: 'stale', since, silentSeconds };
  return { state: heardAt ? 'fresh' : 'awaited', since, silentSeconds };
}

const latest = (first: Date, second: Date | null): Date =>
  second !== null && second > first ? second : first;

/** An alert as a receiver is told of it. */
export interface NotifiedAlert {
  readonly kind: string;
  readonly subject: string;
  /** of the alert's row; the same whenever it opens */
  readonly fingerprint: string;
  readonly severity: string;
  readonly summary: string;
  /** what the alert means, and what to do about it */
  readonly meaning: string;
  readonly cure: string;
  /** of the documents */
  readonly page: string;
  readonly source: string | null;
  readonly location: string | null;
  readonly channel: string | null;
  /** ISO 8601; null: not known any more */
  readonly since: string | null;
}

/** What one receiver is told at once: alerts of one kind, of one source where they have one. */
export interface Notification {
  readonly kind: string;
  /** of the alert that was told first; stays until the last one of the group is over */
  readonly fingerprint: string;
  readonly severity: 'critical' | 'warning';
  /** those that are open; none: all is over */
  readonly open: readonly NotifiedAlert[];
  /** those whose end is told with this */
  readonly over: readonly NotifiedAlert[];
  /** what is not told by itself, because this is its cause */
  readonly muted: readonly string[];
  /** how many were taken before this one */
  readonly round: number;
}

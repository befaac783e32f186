/** An alert that is open, or was lately. */
export interface SeenAlert {
  readonly kind: string;
  readonly subject: string;
  readonly fingerprint: string;
  readonly severity: 'critical' | 'warning';
  readonly summary: string;
  readonly source: string | null;
  readonly location: string | null;
  readonly channel: string | null;
  readonly since: Date;
  readonly resolvedAt: Date | null;
  /** somebody has seen it, and wants to hear nothing of it for a while */
  readonly isSilenced: boolean;
}

/** An alert that a receiver was told of, and whose end it has not been told. */
export interface ToldAlert {
  readonly kind: string;
  readonly subject: string;
  readonly fingerprint: string;
  readonly severity: 'critical' | 'warning';
  readonly summary: string;
}

/** Alerts that one receiver is told of together. */
export interface GroupKey {
  readonly receiver: string;
  readonly kind: string;
  /** empty: of no source, or of all sources at once */
  readonly source: string;
}

/** How far a receiver has been told of a group. */
export interface GroupState {
  /** of the alert that was told first */
  readonly fingerprint: string | null;
  /** notifications that were taken */
  readonly round: number;
  /** since when something is to be told that has not been told ever */
  readonly waitingSince: Date | null;
  readonly toldAt: Date | null;
  /** attempts that failed since the last one that did not */
  readonly failures: number;
  readonly failingSince: Date | null;
  /** nothing is tried before */
  readonly notBefore: Date | null;
}

export const NEW_GROUP: GroupState = {
  fingerprint: null,
  round: 0,
  waitingSince: null,
  toldAt: null,
  failures: 0,
  failingSince: null,
  notBefore: null,
};

/** All that is known of a group at one moment. */
export interface Group {
  readonly key: GroupKey;
  readonly state: GroupState;
  /** of this kind and source, and of a severity that the receiver wants */
  readonly seen: readonly SeenAlert[];
  readonly told: readonly ToldAlert[];
  /** something else is its cause, and is told */
  readonly isMuted: boolean;
}

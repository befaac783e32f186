/** What is wrong now, by kind and subject: at most one alert each. */
export interface Finding {
  readonly kind: AlertKind;
  readonly subject: string;
  readonly severity: 'critical' | 'warning';
  readonly summary: string;
  readonly since: Date;
}

export const ALERT_KINDS = [
  'source_stale',
  'location_stale',
  'parked_growing',
  'change_waiting',
  'claim_exception',
  'stock_overclaimed',
  'promise_overdue',
  'source_unverified',
  'reconciliation_exception',
  'connector_down',
  'source_at_risk',
  'levels_different',
  'zeros_held',
  'channel_paused',
  'listings_drifted',
] as const;

export type AlertKind = (typeof ALERT_KINDS)[number];

/** What is wrong, and what nobody can tell yet: an open alert about it stays as it is. */
export interface Findings {
  readonly raised: readonly Finding[];
  readonly undecided: readonly Pick<Finding, 'kind' | 'subject'>[];
}

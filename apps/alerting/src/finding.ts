import type { AlertKind } from '#observability';

/** Where something is wrong, as far as that is one place; never an item. */
export interface AlertPlace {
  readonly source?: string;
  readonly location?: string;
  readonly channel?: string;
}

/** What is wrong now, by kind and subject: at most one alert each. */
export interface Finding extends AlertPlace {
  readonly kind: AlertKind;
  readonly subject: string;
  readonly severity: 'critical' | 'warning';
  readonly summary: string;
  readonly since: Date;
}

/** What is wrong, and what nobody can tell yet: an open alert about it stays as it is. */
export interface Findings {
  readonly raised: readonly Finding[];
  readonly undecided: readonly Pick<Finding, 'kind' | 'subject'>[];
}

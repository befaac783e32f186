export const DAY_MS = 86_400_000;

/** UTC days since 1970 of an instant in milliseconds; what is no instant counts as day 0. */
export const dayOf = (instant: number): number =>
  Number.isFinite(instant) ? Math.max(0, Math.floor(instant / DAY_MS)) : 0;

/** `2026-03-01` of a day since 1970. */
export const dateOfDay = (day: number): string =>
  new Date(Math.min(Math.max(day, 0), 2_932_896) * DAY_MS).toISOString().slice(0, 10);

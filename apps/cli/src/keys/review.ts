import type { ApiKey } from '#storage';

const DAY_MS = 86_400_000;
const UNUSED_DAYS = 30;
const SOON_DAYS = 14;

/** What somebody who looks after keys should see of one. */
export interface Reviewed {
  readonly id: string;
  readonly name: string;
  readonly scope: ApiKey['scope'];
  readonly createdBy: string;
  /** whole days */
  readonly ageDays: number;
  /** whole days; null: never used */
  readonly unusedDays: number | null;
  /** whole days until it expires */
  readonly daysLeft: number;
  readonly flags: readonly ('unused' | 'expires soon')[];
}

/** The keys that work, the oldest first; flagged are those that nobody has used for 30 days. */
export function review(keys: readonly ApiKey[], now: Date): Reviewed[] {
  return keys
    .filter(({ state }) => state === 'live')
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
    .map(({ id, name, scope, createdBy, createdAt, expiresAt, lastUsedAt }) => {
      const idleDays = daysBetween(lastUsedAt ?? createdAt, now);
      const daysLeft = daysBetween(now, expiresAt);
      return {
        id,
        name,
        scope,
        createdBy,
        ageDays: daysBetween(createdAt, now),
        unusedDays: lastUsedAt && idleDays,
        daysLeft,
        flags: [
          ...(idleDays >= UNUSED_DAYS ? (['unused'] as const) : []),
          ...(daysLeft < SOON_DAYS ? (['expires soon'] as const) : []),
        ],
      };
    });
}

const daysBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.floor((to.getTime() - from.getTime()) / DAY_MS));

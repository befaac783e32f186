import { CAUSES, type CauseId } from './causes.js';
import type { NewSnapshots } from './new-snapshots.js';

export type Step = 'none' | 'restart' | 'snapshot';

/** What the supervisor has done about a connector already. */
export interface Tried {
  /** restarts since it was last well for a while */
  readonly restarts: number;
  readonly restartedAt: Date | null;
  readonly snapshots: NewSnapshots;
  /** since when this cause has stood */
  readonly since: Date;
}

export interface Decision {
  readonly step: Step;
  /** what was tried has not helped, or nothing may be tried: somebody must look */
  readonly needsPerson: boolean;
}

export interface Permission {
  /** whether a new snapshot may be begun without asking */
  readonly mayReadAnew: boolean;
  /** whether the database, looked at just now, has all that a connector needs; null: not looked at */
  readonly isPrepared: boolean | null;
}

/** What a worker that has just started says, and one whose source is about to be read anew. */
const PASSING_MS: Partial<Readonly<Record<CauseId, number>>> = {
  connector_missing: 60_000,
  connector_paused: 60_000,
  rebalancing: 120_000,
};
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;
/** Restarts after which one every half hour is enough. */
export const RESTART_BUDGET = 10;
const PAUSE_PAST_BUDGET_MS = 1_800_000;
export const SNAPSHOTS_A_DAY = 3;

/**
 * The next step: restarts back off and have a budget, so that a connector that cannot work does not
 * wear out its database; what only a person can mend is tried again as soon as the database looks mended.
 */
export function decide(cause: CauseId, tried: Tried, permission: Permission, now: Date): Decision {
  const { healing } = CAUSES[cause];
  if (healing === 'waits' || isPassing(cause, tried.since, now))
    return { step: 'none', needsPerson: false };
  const isCutOff = cause === 'connector_paused' && tried.snapshots.cutOff > 0;
  if (healing === 'snapshot' || isCutOff) return decideOnSnapshot(tried, permission, now);
  return {
    step: mayHelp(cause, permission) && isDue(tried, now) ? 'restart' : 'none',
    needsPerson: healing === 'person' || tried.restarts >= RESTART_BUDGET,
  };
}

function decideOnSnapshot({ snapshots }: Tried, permission: Permission, now: Date): Decision {
  const { reading, cutOff, begunAt } = snapshots;
  const may = permission.mayReadAnew && reading < SNAPSHOTS_A_DAY && cutOff < RESTART_BUDGET;
  const isTime = isDue({ restarts: cutOff, restartedAt: cutOff > 0 ? begunAt : null }, now);
  return { step: may && isTime ? 'snapshot' : 'none', needsPerson: !may };
}

/** What somebody has paused on purpose stays so. */
const mayHelp = (cause: CauseId, { isPrepared }: Permission): boolean =>
  CAUSES[cause].healing === 'restart' || (isPrepared === true && cause !== 'connector_paused');

const isPassing = (cause: CauseId, since: Date, now: Date): boolean =>
  now.getTime() - since.getTime() < (PASSING_MS[cause] ?? 0);

function isDue(
  { restarts, restartedAt }: Pick<Tried, 'restarts' | 'restartedAt'>,
  now: Date,
): boolean {
  if (!restartedAt) return true;
  const pause =
    restarts >= RESTART_BUDGET
      ? PAUSE_PAST_BUDGET_MS
      : Math.min(FIRST_PAUSE_MS * 2 ** (restarts - 1), LONGEST_PAUSE_MS);
  return now.getTime() - restartedAt.getTime() >= pause;
}

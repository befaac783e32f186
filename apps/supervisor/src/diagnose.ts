import type { ConnectorStatus } from '#connect';
import type { CauseId } from './causes.js';
import { classifyFailure, wordsOf } from './classify-failure.js';

/** One look at a connector. */
export interface Observed {
  readonly actual: ConnectorStatus | 'unreachable' | 'missing';
  /** why the database did not let the capture login in just now; null: it did */
  readonly databaseError: string | null;
  /** how the source's log differs from the one that was read before; null: it goes on */
  readonly historyChange: string | null;
  /** seconds for which no topic of the source has grown; a heartbeat makes one grow every second */
  readonly silentSeconds: number;
}

export interface Diagnosis {
  readonly cause: CauseId;
  /** what was seen: one or a few lines */
  readonly detail: string;
}

/**
 * What is wrong with a connector; null: nothing. Its own word is not taken for it: one that says RUNNING
 * and is silent is not well (promise I9).
 */
export function diagnose(observed: Observed, silentAfterSeconds: number): Diagnosis | null {
  const { actual, databaseError, historyChange, silentSeconds } = observed;
  if (actual === 'unreachable') return { cause: 'connect_unreachable', detail: '' };
  if (actual === 'missing') return { cause: 'connector_missing', detail: '' };
  if (historyChange !== null) return { cause: 'history_changed', detail: historyChange };
  const said = byStatus(actual);
  if (said) return said;
  if (databaseError !== null) return { cause: causeOf(databaseError), detail: databaseError };
  if (silentSeconds <= silentAfterSeconds) return null;
  return { cause: 'silent', detail: `nothing has come for ${Math.round(silentSeconds)} s` };
}

/** A task that cannot enter its database any more may say RUNNING, and try for ever. */
function causeOf(databaseError: string): CauseId {
  const cause = classifyFailure(databaseError);
  return cause === 'login_refused' || cause === 'access_denied' ? cause : 'database_away';
}

function byStatus({ connector, tasks }: ConnectorStatus): Diagnosis | null {
  const failed = [connector, ...tasks].find(({ state }) => state === 'FAILED');
  if (failed) {
    const trace = failed.trace ?? '';
    return { cause: classifyFailure(trace), detail: wordsOf(trace) };
  }
  if (/PAUSED|STOPPED/.test(connector.state)) {
    return { cause: 'connector_paused', detail: connector.state };
  }
  const waits = tasks.length === 0 || tasks.some(({ state }) => state !== 'RUNNING');
  return waits
    ? { cause: 'rebalancing', detail: tasks.map(({ state }) => state).join(', ') }
    : null;
}

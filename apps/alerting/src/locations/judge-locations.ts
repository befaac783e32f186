import type { Findings } from '../finding.js';
import type { WatchedState } from './location-state.repository.js';

/**
 * A location that trades and sends nothing while its source lives: its own line, till or agent is cut off.
 * While the source itself is silent or in doubt nobody can tell, and the alert stays as it is.
 */
export const locationFindings = (states: readonly WatchedState[]): Findings => ({
  raised: states
    .filter(({ memory }) => memory.state === 'stale')
    .map((state) => ({
      kind: 'location_stale',
      subject: subjectOf(state),
      source: state.source,
      location: state.location,
      severity: 'warning',
      summary: summaryOf(state),
      since: new Date(state.memory.staleSince ?? state.memory.since),
    })),
  undecided: states
    .filter(({ memory }) => isHidden(memory.state) && memory.staleSince !== null)
    .map((state) => ({ kind: 'location_stale', subject: subjectOf(state) })),
});

const isHidden = (state: WatchedState['memory']['state']): boolean =>
  state === 'source-down' || state === 'unverified';

const subjectOf = ({ location, source }: WatchedState): string => `${location}/${source}`;

const summaryOf = (state: WatchedState): string =>
  state.memory.provingSince === null
    ? silenceOf(state)
    : recoveryOf(state, state.memory.provingSince);

function silenceOf({ location, source, lastChangeAt, thresholdSeconds }: WatchedState): string {
  const last = lastChangeAt === null ? 'for weeks' : `since ${iso(lastChangeAt)}`;
  const usual =
    thresholdSeconds === null
      ? ''
      : `; ${Math.round(thresholdSeconds / 60)} open minutes without one are too long at this hour`;
  return `no change of ${location} ${last}, though ${source} lives${usual}. See that its tills and lines work`;
}

const recoveryOf = ({ location, source }: WatchedState, provingSince: number): string =>
  `changes of ${location} come from ${source} again since ${iso(provingSince)}; it is over once they have gone on for a while`;

const iso = (ms: number): string => new Date(ms).toISOString();

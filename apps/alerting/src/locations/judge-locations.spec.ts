import { newLocation, type LocationMemory } from '#domain';
import { expect, it } from 'vitest';
import { locationFindings } from './judge-locations.js';
import type { WatchedState } from './location-state.repository.js';

const HOUR = 3_600_000;
const stale: LocationMemory = { ...newLocation(0), state: 'stale', staleSince: HOUR };
const watched = (memory: LocationMemory, lastChangeAt: number | null): WatchedState => ({
  location: 'leeds',
  source: 'pos',
  memory,
  lastChangeAt,
  silentSeconds: 2_700,
  thresholdSeconds: 2_400,
});
const summaries = (state: WatchedState) =>
  locationFindings([state]).raised.map(({ summary }) => summary);

it('says since when nothing came, and from when on that is too long', () => {
  expect(summaries(watched(stale, 0))).toEqual([
    'no change of leeds since 1970-01-01T00:00:00.000Z, though pos lives; 40 open minutes without one are too long at this hour. See that its tills and lines work',
  ]);
});

it('says that changes come again, while that has still to prove itself', () => {
  expect(summaries(watched({ ...stale, provingSince: 2 * HOUR }, 2 * HOUR + 5_000))).toEqual([
    'changes of leeds come from pos again since 1970-01-01T02:00:00.000Z; it is over once they have gone on for a while',
  ]);
});

it('raises nothing while the source hides the location, and keeps the alert open', () => {
  const hidden = watched({ ...stale, state: 'source-down' }, 0);

  expect(locationFindings([hidden])).toEqual({
    raised: [],
    undecided: [{ kind: 'location_stale', subject: 'leeds/pos' }],
  });
});

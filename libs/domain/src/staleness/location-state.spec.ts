import { describe, expect, it } from 'vitest';
import {
  newLocation,
  nextLocationState,
  type LocationCircumstances,
  type LocationMemory,
} from './location-state.js';

const OPEN: LocationCircumstances = {
  isSourceAlive: true,
  isVerified: true,
  isOpen: true,
  isKnown: true,
};
const SPOKE = { isStale: false, isUnusual: false };
const SILENT = { isStale: true, isUnusual: true };
const RECOVER = 120;

/** Looks once a minute. */
const run = (
  looks: readonly [silence: typeof SPOKE, circumstances?: Partial<LocationCircumstances>][],
): LocationMemory[] => {
  const memories: LocationMemory[] = [];
  looks.forEach(([silence, circumstances], minute) => {
    const before = memories.at(-1) ?? newLocation(0);
    const now = minute * 60_000;
    memories.push(nextLocationState(before, { ...OPEN, ...circumstances }, silence, RECOVER, now));
  });
  return memories;
};
const states = (memories: readonly LocationMemory[]) => memories.map(({ state }) => state);

describe("a location's state", () => {
  it('tells what hides it before what it shows', () => {
    expect(states(run([[SPOKE]]))).toEqual(['fresh']);
    expect(states(run([[{ isStale: false, isUnusual: true }]]))).toEqual(['quiet']);
    expect(states(run([[SPOKE, { isKnown: false }]]))).toEqual(['quiet']);
    expect(states(run([[SPOKE, { isOpen: false }]]))).toEqual(['closed']);
    expect(states(run([[SILENT, { isSourceAlive: false }]]))).toEqual(['source-down']);
    expect(states(run([[SILENT, { isSourceAlive: false, isVerified: false }]]))).toEqual([
      'unverified',
    ]);
  });

  it('is not stale while closed, and closing time cures nothing', () => {
    const closed = { isOpen: false };
    expect(states(run([[SILENT, closed], [SILENT], [SILENT, closed], [SILENT]]))).toEqual([
      'closed',
      'stale',
      'stale',
      'stale',
    ]);
  });

  it('is well after changes have come for a while', () => {
    const memories = run([[SILENT], [SPOKE], [SPOKE], [SPOKE]]);
    expect(states(memories)).toEqual(['stale', 'stale', 'stale', 'fresh']);
    expect(memories[2]).toMatchObject({ staleSince: 0, provingSince: 60_000, since: 0 });
    expect(memories[3]).toMatchObject({ staleSince: null, provingSince: null, since: 180_000 });
  });

  it('is told once when its feed comes and goes a hundred times', () => {
    const flapping = Array.from({ length: 200 }, (_, look): [typeof SPOKE] => [
      look % 2 === 0 ? SILENT : SPOKE,
    ]);
    const changes = states(run([...flapping, [SPOKE], [SPOKE]])).filter(
      (state, look, all) => state !== all[look - 1],
    );
    expect(changes).toEqual(['stale', 'fresh']);
  });

  it('stays stale behind a source that is silent for a while', () => {
    const memories = run([[SILENT], [SILENT, { isSourceAlive: false }], [SILENT]]);
    expect(states(memories)).toEqual(['stale', 'source-down', 'stale']);
    expect(memories[2]).toMatchObject({ staleSince: 0, since: 120_000 });
  });
});

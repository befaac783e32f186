import { STAGES, type Stage } from '../../tools/run/launch.js';
import type { Random } from './random.js';

export type Victim = Stage | 'connect';

/** One SIGKILL: whom, how long after the last one has recovered, and how long it stays down. */
export interface Kill {
  readonly victim: Victim;
  readonly afterMs: number;
  readonly downMs: number;
}

const VICTIMS: readonly Victim[] = [...STAGES, 'connect'];
/** Those that a kill can make lose or repeat something. */
const ON_THE_WAY: readonly Victim[] = ['connect', 'normalizer', 'availability', 'publisher'];

/** Every victim at least twice, then those on the way by chance; the same seed gives the same plan. */
export function planKills(random: Random, count: number): Kill[] {
  const sure = [...VICTIMS, ...VICTIMS];
  const chosen = Array.from({ length: count }, (_, at) => sure[at] ?? random.pick(ON_THE_WAY));
  return shuffle(random, chosen).map((victim) => ({
    victim,
    afterMs: Math.round(random.between(200, 3_000)),
    downMs: Math.round(random.between(0, 1_500)),
  }));
}

function shuffle<T>(random: Random, values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, order: random.next() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ value }) => value);
}

import type { DataSource } from 'typeorm';
import { differences } from './compare.js';
import type { Plan } from './options.js';
import { play } from './play.js';
import type { Lane } from './lane.js';
import { firstDifference, transcriptOf } from './transcript.js';
import { World } from './world.js';

export interface Verdict {
  readonly plan: Plan;
  /** empty: the state is what the oracle says */
  readonly differences: readonly string[];
  readonly turns: number;
  /** how often a process died, by named point */
  readonly crashes: ReadonlyMap<string, number>;
  readonly lines: readonly string[];
  readonly error?: unknown;
  /** played twice, it went two ways: whether it fails is left to chance */
  readonly isUnsteady?: boolean;
}

type OnEnd = (world: World, database: DataSource) => Promise<void>;

/**
 * Plays a plan and compares its end with the oracle. A stage that threw has failed, too.
 *
 * @param onEnd sees everything as the run has left it
 */
export const runPlan = (plan: Plan, lane: Lane, onEnd?: OnEnd): Promise<Verdict> =>
  lane.use(async (run, connections) => {
    const [database] = connections;
    if (!database) throw new Error('there is no connection');
    const world = new World(plan, run, connections);
    const told = { plan, crashes: world.faults.crashes, lines: world.lines };
    try {
      await play(world, connections);
      const wrong = await differences(world, database);
      await onEnd?.(world, database);
      return { ...told, differences: wrong, turns: world.scheduler.turns };
    } catch (error) {
      const wrong = [error instanceof Error ? `${error.message}` : String(error)];
      return { ...told, differences: wrong, turns: world.scheduler.turns, error };
    } finally {
      await world.end();
    }
  });

/**
 * Plays a plan in two databases at once. They have seen the same runs before, so what the two do and leave
 * behind is the same, byte for byte.
 */
export async function runTwice(plan: Plan, lane: Lane, twin: Lane): Promise<Verdict> {
  const record = async (where: Lane) => {
    let transcript: readonly string[] = [];
    const verdict = await runPlan(plan, where, async (world, database) => {
      transcript = await transcriptOf(world, database);
    });
    return { verdict, transcript };
  };
  const [once, again] = await Promise.all([record(lane), record(twin)]);
  const parted = firstDifference(once.transcript, again.transcript);
  const wrong = [...once.verdict.differences, ...parted];
  return { ...once.verdict, differences: wrong, isUnsteady: parted.length > 0 };
}

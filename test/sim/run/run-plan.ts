import { differences } from './compare.js';
import type { Plan } from './options.js';
import { play } from './play.js';
import type { Lane } from './lane.js';
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
}

/** Plays a plan and compares its end with the oracle. A stage that threw has failed, too. */
export const runPlan = (plan: Plan, lane: Lane): Promise<Verdict> =>
  lane.use(async (run, connections) => {
    const [database] = connections;
    if (!database) throw new Error('there is no connection');
    const world = new World(plan, run, connections);
    const told = { plan, crashes: world.faults.crashes, lines: world.lines };
    try {
      await play(world, connections);
      const wrong = await differences(world, database);
      return { ...told, differences: wrong, turns: world.scheduler.turns };
    } catch (error) {
      const wrong = [error instanceof Error ? `${error.message}` : String(error)];
      return { ...told, differences: wrong, turns: world.scheduler.turns, error };
    } finally {
      await world.end();
    }
  });

import { Lane } from './lane.js';
import type { Plan } from './options.js';
import { runPlan, runTwice, type Verdict } from './run-plan.js';
import type { SimulationServer } from './server.js';

export interface Plays {
  readonly plans: readonly Plan[];
  /** runs at a time */
  readonly parallel: number;
  /** so many of the first plans are played twice, and must go the same way */
  readonly twice: number;
}

type OnEnd = (verdict: Verdict, lane: Lane) => Promise<void>;

/** Several at once, each in a database of its own: a run is the same whoever runs beside it. */
export async function playAll(
  { plans, parallel, twice }: Plays,
  server: SimulationServer,
  signal: AbortSignal,
  onEnd: OnEnd,
): Promise<void> {
  const left = plans.slice(twice).values();
  const lane = (_: unknown, at: number) =>
    inLane(server, String(at), async (lane) => {
      for (const plan of left) {
        if (signal.aborted) return;
        await onEnd(await runPlan(plan, lane), lane);
      }
    });
  const twins = inLane(server, 'once', (once) =>
    inLane(server, 'again', async (again) => {
      for (const plan of plans.slice(0, twice)) {
        if (signal.aborted) return;
        await onEnd(await runTwice(plan, once, again), once);
      }
    }),
  );
  await Promise.all([twins, ...Array.from({ length: parallel }, lane)]);
}

async function inLane(
  server: SimulationServer,
  label: string,
  work: (lane: Lane) => Promise<void>,
): Promise<void> {
  const lane = new Lane(server, label);
  try {
    await work(lane);
  } finally {
    await lane.close();
  }
}

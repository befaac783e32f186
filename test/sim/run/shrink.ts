import type { FaultKind } from './faults.js';
import type { Plan } from './options.js';
import type { Verdict } from './run-plan.js';

/**
 * Leaves out kinds of misfortune, then transactions, for as long as the plan goes on failing. A dozen
 * runs or two; the smallest failing plan that this way finds.
 */
export async function shrink(
  failed: Verdict,
  run: (plan: Plan) => Promise<Verdict>,
): Promise<Verdict> {
  let smallest = failed;
  const attempt = async (plan: Plan): Promise<boolean> => {
    const verdict = await run(plan);
    const fails = verdict.differences.length > 0;
    if (fails) smallest = verdict;
    return fails;
  };
  for (const kind of failed.plan.faults) {
    await attempt({ ...smallest.plan, faults: without(smallest.plan.faults, kind) });
  }
  for (let fewer = failed.plan.transactions >> 1; fewer >= 1; fewer >>= 1) {
    const transactions = smallest.plan.transactions - fewer;
    if (transactions >= 1) await attempt({ ...smallest.plan, transactions });
  }
  return smallest;
}

const without = (kinds: ReadonlySet<FaultKind>, left: FaultKind): ReadonlySet<FaultKind> =>
  new Set([...kinds].filter((kind) => kind !== left));

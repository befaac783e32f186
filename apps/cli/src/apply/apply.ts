import type { Policy, Settings } from '#config';
import { makePlan, type Plan } from '#plan';
import { refuseUnapproved, type Approval } from '../plan/approval.js';
import { carryOut, type Applied } from './carry-out.js';
import { withStateDatabase } from './with-state-database.js';

export interface ApplyOptions {
  readonly approval?: Approval;
  readonly reason?: string | undefined;
  /** gets the plan before anything is refused or done */
  readonly show?: (plan: Plan) => void;
}

/**
 * Brings tables, topics and connectors to what the policy says, and keeps what was applied. Run again, it
 * does nothing.
 *
 * @throws CommandError naming each step that would lose something and is not approved; nothing is done then
 */
export const apply = (
  settings: Settings,
  policy: Policy,
  { approval = [], reason, show }: ApplyOptions = {},
): Promise<Applied> =>
  withStateDatabase(settings.databaseUrl, async (dataSource) => {
    const plan = await makePlan(dataSource, settings, policy);
    show?.(plan);
    refuseUnapproved(plan.steps, approval);
    return carryOut({ dataSource, settings, policy, plan, reason });
  });

import { calling, inSpan } from '#observability';
import type { CallPlan } from '../listings/plan-call.js';
import type { CallOutcome } from './call-outcome.js';
import type { Desk } from './desk.js';
import { sendCall } from './send-call.js';

/** Sends one call within a span that leads back to what brought its numbers. @throws LeaseLostError */
export const sendTraced = (desk: Desk, plan: CallPlan): Promise<CallOutcome> =>
  inSpan(
    () => calling('push', desk.channel, plan.rows.length),
    () => sendCall(desk, plan),
    () => plan.rows.map(({ trace }) => trace),
  );

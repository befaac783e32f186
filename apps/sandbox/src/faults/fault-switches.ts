import { z } from 'zod';
import { ACCOUNTS, type AccountName } from '../sandbox.config.js';

export const faultOrder = z.strictObject({
  account: z.enum(ACCOUNTS),
  /**
   * `lose_answer`: the call is applied and the connection cut; `fail`: 500 and nothing is applied;
   * `slow`: applied, answered after `delayMs`; `throttle`: 429 whatever the bucket says.
   */
  kind: z.enum(['lose_answer', 'fail', 'slow', 'throttle']),
  /** how many of the next PUT calls */
  times: z.int().min(0).max(1_000_000).default(1),
  delayMs: z.int().min(0).max(600_000).default(1000),
});

export type FaultOrder = z.infer<typeof faultOrder>;

/** What is to go wrong with the next calls; one order for each account, the newest counts. */
export class FaultSwitches {
  private readonly orders = new Map<AccountName, FaultOrder>();

  set(order: FaultOrder): void {
    this.orders.set(order.account, order);
  }

  /** The fault of the call that has just come. */
  take(account: AccountName): FaultOrder | undefined {
    const order = this.orders.get(account);
    if (!order || order.times === 0) return undefined;
    this.orders.set(account, { ...order, times: order.times - 1 });
    return order;
  }
}

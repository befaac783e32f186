/** Those that concern the answer, whatever the call. */
export const ANSWER_FAULTS = [
  'throttle',
  'fail',
  'slow',
  'lose_answer',
  'half_open',
  'garbage',
  'oversize',
] as const;

/**
 * What a marketplace does wrong.
 *
 * - `throttle`: it refuses by its limit, whatever its buckets say
 * - `fail`: an internal error; nothing is applied
 * - `slow`: applied, and answered after `delayMs`
 * - `lose_answer`: applied, and the connection is cut instead of an answer
 * - `half_open`: nothing is applied, and no answer ever comes
 * - `garbage`: applied, and answered with a proxy's HTML page under status 200
 * - `oversize`: applied, and answered with more bytes than anybody should read
 * - `never_apply`: answered as if applied or accepted, and never applied
 * - `apply_late`: answered as if accepted, and applied after what comes next (out of order)
 * - `refuse_token`: it does not take the access token, though it is valid
 */
export const FAKE_FAULTS = [...ANSWER_FAULTS, 'never_apply', 'apply_late', 'refuse_token'] as const;

export type FakeFaultKind = (typeof FAKE_FAULTS)[number];

export interface FakeFault {
  readonly kind: FakeFaultKind;
  /** how many of the next calls */
  readonly times: number;
  readonly delayMs: number;
}

/** What is to go wrong with the next calls, in the order in which it was asked for. */
export class FakeFaults {
  private readonly orders: { kind: FakeFaultKind; left: number; delayMs: number }[] = [];

  order(kind: FakeFaultKind, { times = 1, delayMs = 1_000 } = {}): void {
    this.orders.push({ kind, left: times, delayMs });
  }

  clear(): void {
    this.orders.length = 0;
  }

  /** The fault of the call that has just come, if its turn is one of these. */
  take(...kinds: readonly FakeFaultKind[]): FakeFault | undefined {
    const order = this.orders[0];
    if (!order || !kinds.includes(order.kind)) return undefined;
    order.left -= 1;
    if (order.left === 0) this.orders.shift();
    return { kind: order.kind, times: 1, delayMs: order.delayMs };
  }
}

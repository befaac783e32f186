import type { ClaimDecision, Shopper, Stage, WantedClaim } from '#domain';

export interface OrderRef {
  readonly type: string;
  readonly id: string;
}

/** A claim that a channel wants, as far as its row needs it. */
export interface ClaimCall extends WantedClaim {
  /** given to the claim when it is admitted */
  readonly id: string;
  readonly kind: 'reservation' | 'order';
  readonly channel: string;
  readonly shopper: Shopper;
  readonly stage: Stage;
  /** as the channel calls it; `document` has it as the authority will */
  readonly order: OrderRef | null;
  readonly customerKey: string | null;
  readonly idempotencyKey: string | null;
  /** null: committed at once, and never expires */
  readonly windowEnd: ((now: Date) => Date) | null;
  /** the claim that had expired when it was committed */
  readonly readmits: string | null;
}

/** An order that the channel has sent before, under another key. */
export interface KnownOrder {
  readonly kind: 'order_known';
  readonly claim: string;
}

export type ClaimOutcome = ClaimDecision | KnownOrder;

export interface DecidedCall {
  readonly call: ClaimCall;
  readonly outcome: ClaimOutcome;
  /** the hub's clock at the decision */
  readonly now: Date;
}

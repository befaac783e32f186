/** One line of a call: so many whole units, at a place or wherever the channel's pool has them. */
export interface DealLine {
  readonly sku: string;
  readonly location: string | null;
  readonly units: number;
}

export interface OrderName {
  readonly type: string;
  readonly id: string;
}

/** What a seller asks for under one idempotency key. */
export interface Deal {
  readonly key: string;
  readonly kind: 'reservation' | 'order';
  readonly channel: string;
  readonly order: OrderName | null;
  readonly allowPartial: boolean;
  readonly stage: 'cart' | 'checkout';
  readonly lines: readonly DealLine[];
}

export type Call =
  | { readonly verb: 'make'; readonly deal: Deal }
  | { readonly verb: 'extend' | 'release'; readonly claim: string }
  | { readonly verb: 'commit'; readonly claim: string; readonly order: OrderName };

/** As a channel gets it. The body of what was made is kept byte for byte. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** A call that was answered; one that was not is asked again until it is. */
export interface Answered {
  readonly call: Call;
  readonly answer: Answer;
}

/** Seconds that a claim holds its units, by where the shopper is. */
export interface ClaimWindow {
  readonly cartSeconds: number;
  readonly checkoutSeconds: number;
}

export const SHOPPERS = ['anonymous', 'known'] as const;
export const STAGES = ['cart', 'checkout'] as const;

export type Shopper = (typeof SHOPPERS)[number];
export type Stage = (typeof STAGES)[number];

/** Until when a claim made or extended now holds its units. */
export function windowEnd(
  windows: Readonly<Record<Shopper, ClaimWindow>>,
  shopper: Shopper,
  stage: Stage,
  now: Date,
): Date {
  const { cartSeconds, checkoutSeconds } = windows[shopper];
  const seconds = stage === 'cart' ? cartSeconds : checkoutSeconds;
  return new Date(now.getTime() + seconds * 1000);
}

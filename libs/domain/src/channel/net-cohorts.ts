import type { InboundCohort } from './inbound-cohort.js';

/**
 * What is still to come of each purchase order at each location: what arrived is taken from its earliest
 * deliveries, those without a date last. More arriving than was announced leaves nothing to come.
 */
export function netCohorts(cohorts: readonly InboundCohort[]): readonly InboundCohort[] {
  if (cohorts.every(({ quantity }) => quantity > 0n)) return cohorts;
  const orders = new Map<string, InboundCohort[]>();
  for (const cohort of cohorts) {
    const id = JSON.stringify([cohort.location, cohort.purchase]);
    orders.set(id, [...(orders.get(id) ?? []), cohort]);
  }
  return [...orders.values()].flatMap(netOrder);
}

function netOrder(cohorts: readonly InboundCohort[]): readonly InboundCohort[] {
  let arrived = 0n;
  for (const { quantity } of cohorts) if (quantity < 0n) arrived -= quantity;
  return cohorts
    .filter(({ quantity }) => quantity > 0n)
    .sort((a, b) => (a.eta ?? Number.POSITIVE_INFINITY) - (b.eta ?? Number.POSITIVE_INFINITY))
    .flatMap((cohort) => {
      const taken = arrived < cohort.quantity ? arrived : cohort.quantity;
      arrived -= taken;
      return cohort.quantity === taken ? [] : [{ ...cohort, quantity: cohort.quantity - taken }];
    });
}

import { formatQuantity, isDue, type Shortage } from '#domain';
import type { Claim } from '#storage';
import { iso, isoOrNull } from '../format/instants.js';
import type { Reservation } from './claim.schema.js';

/** A claim that is past its expiry counts as expired, whether or not its row says so yet. */
export const toReservation = (claim: Claim, now: Date): Reservation => ({
  id: claim.id,
  kind: claim.kind,
  state: isDue(claim, now) ? 'expired' : claim.state,
  channel: claim.channel,
  shopper: claim.shopper,
  stage: claim.stage,
  order: claim.order,
  createdAt: iso(claim.createdAt),
  expiresAt: isoOrNull(claim.expiresAt),
  committedAt: isoOrNull(claim.committedAt),
  endedAt: isoOrNull(claim.endedAt),
  readmits: claim.readmits,
  readmittedAs: claim.readmittedAs,
  lines: claim.lines.map(({ sku, location, quantity, absorbed, refs }) => ({
    sku,
    location,
    quantity: formatQuantity(quantity),
    absorbed: formatQuantity(absorbed),
    refs: [...refs],
  })),
});

export const toShort = (short: readonly Shortage[]) =>
  short.map(({ sku, location, wanted, claimable }) => ({
    sku,
    location,
    wanted: formatQuantity(wanted),
    claimable: formatQuantity(claimable),
  }));

import { formatQuantity, type ClaimDecision } from '#domain';
import type { Claim, ClaimOutcome } from '#storage';
import { ProblemException, typeOf, type Answer } from '../http/problem.js';
import { toShort } from './to-reservation.js';

type Refused = Exclude<ClaimOutcome, Extract<ClaimDecision, { kind: 'admitted' }>>;

/** Why nothing was claimed, as it is answered and remembered. */
export function refusedAnswer(outcome: Refused): Answer {
  switch (outcome.kind) {
    case 'short': {
      const short = toShort(outcome.short);
      const detail = short.map(({ sku, location, wanted, claimable }) => {
        const where = location === null ? "in the channel's pool" : `at ${location}`;
        return `${sku}: ${wanted} wanted, ${claimable} claimable ${where}`;
      });
      const type = typeOf('insufficient_stock');
      return { type, title: 'Not enough stock', status: 409, detail: detail.join('; '), short };
    }
    case 'unknown_item':
      return {
        type: typeOf('unknown_item'),
        title: 'Unknown item',
        status: 404,
        detail: `No stock has been seen for sku ${outcome.sku}.`,
      };
    case 'too_many':
      return {
        type: typeOf('too_many_units'),
        title: 'Too many units held',
        status: 409,
        detail: `The shopper holds ${formatQuantity(outcome.held)} of ${outcome.sku} already; with these it would be more than the channel allows one shopper.`,
      };
    case 'order_known':
      return {
        type: typeOf('order_known'),
        title: 'Order known',
        status: 409,
        detail: 'The channel has sent this order before; `claim` names what it holds.',
        claim: outcome.claim,
      };
  }
}

export const keyReused = (): ProblemException =>
  new ProblemException(
    422,
    'idempotency_key_reused',
    'Idempotency key reused',
    'An earlier call under this Idempotency-Key asked for something else. Use a new key for a new call.',
  );

export const keyMissing = (): ProblemException =>
  new ProblemException(
    400,
    'idempotency_key_missing',
    'Idempotency key missing',
    'The header Idempotency-Key must have 1 to 200 printable characters: the same for a repeated call, another for a new one.',
  );

export const unknownReservation = (id: string): ProblemException =>
  new ProblemException(404, 'unknown_reservation', 'Unknown reservation', `There is no ${id}.`);

export const notInPool = (
  channel: string,
  location: string,
  suggestion: string | undefined,
): ProblemException =>
  new ProblemException(
    422,
    'location_not_in_pool',
    'Location not in the pool',
    `Channel ${channel} sells nothing from ${location}.`,
    suggestion,
  );

export const stateForbids = (claim: Claim, wish: string): ProblemException =>
  new ProblemException(
    409,
    'reservation_state',
    'Not in this state',
    `Reservation ${claim.id} is ${claim.state} and cannot be ${wish}.`,
  );

export const orderMissing = (): ProblemException =>
  new ProblemException(
    422,
    'order_missing',
    'Order missing',
    'The reservation was made for no order: commit it with `order`, so that it ends with the row that the authority writes for it.',
  );

export const otherOrder = ({ id, order }: Claim): ProblemException =>
  new ProblemException(
    409,
    'other_order',
    'Other order',
    `Reservation ${id} belongs to the order ${order?.type ?? ''} ${order?.id ?? ''}.`,
  );

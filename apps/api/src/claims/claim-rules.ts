import {
  authorityDocument,
  isAuthority,
  nearest,
  POLICY,
  type ChannelPolicy,
  type Policy,
} from '#config';
import { parseQuantity, windowEnd, type Shopper, type Stage, type WantedLine } from '#domain';
import { shopperId, type Authority, type Claim, type ClaimCall, type OrderRef } from '#storage';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { findChannel } from '../channels/find-channel.js';
import { notInPool } from './claim-problems.js';
import type { OrderRequest, ReservationRequest } from './claim.schema.js';

/** What the policy says of claims: from a request to the call that can be decided. */
@Injectable()
export class ClaimRules implements Authority {
  constructor(@Inject(POLICY) private readonly policy: Policy) {}

  readonly isAuthority = (location: string, source: string): boolean =>
    isAuthority(this.policy, location, source);

  readonly documentOf = ({ channel }: Pick<Claim, 'channel'>, order: OrderRef) =>
    authorityDocument(this.channelOf(channel), order);

  /** @throws ProblemException when the channel is unknown, or sells nothing from a line's location */
  reservation(request: ReservationRequest, key: string): ClaimCall {
    const { channel, shopper, stage, customerKey = null, order = null } = request;
    const { reservation } = this.channelOf(channel);
    return {
      ...this.callOf(request, order),
      kind: 'reservation',
      shopper,
      stage,
      customerKey,
      shopperId: customerKey === null ? null : shopperId(channel, customerKey),
      maxUnitsPerKey: reservation.maxUnitsPerKey,
      idempotencyKey: key,
      windowEnd: (now) => windowEnd(reservation, shopper, stage, now),
    };
  }

  /** @throws ProblemException as `reservation` does */
  order(request: OrderRequest, key: string): ClaimCall {
    return { ...this.callOf(request, request.order), ...BOUND, kind: 'order', idempotencyKey: key };
  }

  /** What an expired reservation wants when it is committed after all: the same units at the same places. */
  readmission(claim: Claim): ClaimCall {
    const { id, channel, order, shopper, stage } = claim;
    const { pool, protect, firstParty } = this.channelOf(channel);
    const lines = claim.lines.map(({ sku, location, quantity, absorbed, refs }) => {
      return { sku, location, quantity: quantity - absorbed, ref: refs[0] ?? null };
    });
    return {
      ...BOUND,
      id: randomUUID(),
      kind: 'reservation',
      channel,
      shopper,
      stage,
      order,
      document: order ? this.documentOf({ channel }, order) : null,
      lines: lines.filter(({ quantity }) => quantity > 0n),
      allowPartial: false,
      rule: { pool, protect, firstParty },
      idempotencyKey: null,
      readmits: id,
    };
  }

  windowEnd(channel: string, shopper: Shopper, stage: Stage, now: Date): Date {
    return windowEnd(this.channelOf(channel).reservation, shopper, stage, now);
  }

  private callOf(request: OrderRequest | ReservationRequest, order: OrderRef | null) {
    const { channel, allowPartial } = request;
    const { pool, protect, firstParty } = this.channelOf(channel);
    return {
      id: randomUUID(),
      channel,
      order,
      document: order ? this.documentOf({ channel }, order) : null,
      lines: request.lines.map((line) => toWanted(line, channel, pool)),
      allowPartial,
      rule: { pool, protect, firstParty },
      readmits: null,
    };
  }

  private channelOf(channel: string): ChannelPolicy {
    return findChannel(this.policy, channel);
  }
}

/** An order is bought: nobody is limited in what they hold of it, and it does not expire. */
const BOUND = {
  shopper: 'known',
  stage: 'checkout',
  customerKey: null,
  shopperId: null,
  maxUnitsPerKey: null,
  windowEnd: null,
} as const;

function toWanted(
  line: ReservationRequest['lines'][number],
  channel: string,
  pool: readonly string[],
): WantedLine {
  const location = line.location ?? null;
  if (location !== null && !pool.includes(location)) {
    throw notInPool(channel, location, nearest(location, [...pool]));
  }
  const quantity = parseQuantity(String(line.quantity));
  if (quantity === undefined) throw new Error(`${line.quantity} passed, and is no quantity`);
  return { sku: line.sku, location, quantity, ref: line.ref ?? null };
}

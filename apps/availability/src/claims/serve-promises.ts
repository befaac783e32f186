import { isAuthority, type Policy } from '#config';
import {
  lockServable,
  makeClaims,
  recordServed,
  type ChannelPlace,
  type ClaimCall,
  type MadePromise,
  type ServedUnits,
} from '#storage';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';

/** Promises that one sweep serves at most. */
const MOST = 500;

/**
 * Claims for promised orders what has come for them, the oldest promise first, and as much of each as there
 * is. Units that the authority gave an order already count as served. From then on the order is as any other
 * that holds stock.
 *
 * @returns how many promises were served, in full or in part
 */
export async function servePromises(manager: EntityManager, policy: Policy): Promise<number> {
  const promises = await lockServable(manager, placesOf(policy), MOST);
  const calls = promises.flatMap((promise) => callOf(promise, policy));
  if (calls.length === 0) return 0;
  const promiseOf = new Map(calls.map(({ id, promise }) => [id, promise]));
  const decided = await makeClaims(manager, calls, (location, source) =>
    isAuthority(policy, location, source),
  );
  const served = decided.flatMap(({ call, outcome }): ServedUnits[] => {
    const promise = promiseOf.get(call.id);
    if (promise === undefined || outcome.kind !== 'admitted') return [];
    const units = [...outcome.granted, ...outcome.settled].reduce(
      (sum, line) => sum + line.quantity,
      0n,
    );
    return [{ promise, units }];
  });
  await recordServed(manager, served);
  return served.length;
}

const placesOf = ({ channels }: Policy): ChannelPlace[] =>
  Object.entries(channels).flatMap(([channel, { pool, protect, firstParty }]) =>
    pool.map((location) => ({ channel, location, protect: protect[location] ?? 0, firstParty })),
  );

interface PromisedCall extends ClaimCall {
  readonly promise: string;
}

/** A channel that the policy names no more is served nothing. */
function callOf(promise: MadePromise, { channels }: Policy): PromisedCall[] {
  const { channel, sku, units, served, order, causeId } = promise;
  const rule = channels[channel];
  if (!rule) return [];
  const { pool, protect, firstParty } = rule;
  return [
    {
      id: randomUUID(),
      promise: promise.id,
      kind: 'reservation',
      channel,
      shopper: 'known',
      stage: 'checkout',
      customerKey: null,
      shopperId: null,
      maxUnitsPerKey: null,
      idempotencyKey: null,
      readmits: null,
      windowEnd: null,
      order,
      document: { type: order.type, id: causeId },
      lines: [{ sku, location: null, quantity: units - served, ref: null }],
      allowPartial: true,
      rule: { pool, protect, firstParty },
    },
  ];
}

import { formatQuantity } from '#domain';
import type { ChannelOrder, MadePromise } from '#storage';
import { iso } from '../format/instants.js';
import type { Preorder } from './preorder.schema.js';

export const toPreorder = (
  { channel, order }: ChannelOrder,
  promises: readonly MadePromise[],
): Preorder => ({
  channel,
  order,
  lines: promises.map((promise) => ({
    sku: promise.sku,
    quantity: formatQuantity(promise.units),
    served: formatQuantity(promise.served),
    promisedFor: promise.promisedFor,
    promisedAt: iso(promise.promisedAt),
    state: stateOf(promise),
  })),
});

function stateOf({ closedAt, served, units }: MadePromise): Preorder['lines'][number]['state'] {
  if (closedAt === null) return 'waiting';
  return served === units ? 'served' : 'cancelled';
}

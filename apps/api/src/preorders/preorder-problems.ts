import type { ChannelOrder } from '#storage';
import { ProblemException } from '../http/problem.js';

export const offersNothingAhead = (channel: string): ProblemException =>
  new ProblemException(
    422,
    'no_preorders',
    'No orders ahead',
    `Channel ${channel} takes no orders ahead: give it \`preorder\` in the policy.`,
  );

/** An item of which less can be promised than is wanted. */
export interface TooFew {
  readonly sku: string;
  readonly wanted: number;
  readonly units: number;
}

export const notEnoughOnItsWay = (short: readonly TooFew[]): ProblemException =>
  new ProblemException(
    409,
    'insufficient_inbound',
    'Not enough on its way',
    short
      .map(({ sku, wanted, units }) => `${sku}: ${wanted} wanted, ${units} can be promised`)
      .join('; '),
  );

export const otherItems = ({ channel, order }: ChannelOrder): ProblemException =>
  new ProblemException(
    409,
    'other_items',
    'Other items',
    `Order ${order.id} of ${channel} was promised other items or quantities before, and a promise stays. Send what is new as an order of its own.`,
  );

export const unknownPreorder = ({ channel, order }: ChannelOrder): ProblemException =>
  new ProblemException(
    404,
    'unknown_preorder',
    'Unknown preorder',
    `Order ${order.id} of ${channel} was promised nothing.`,
  );

import { z } from 'zod';
import { units } from './policy-words.js';

const windowSeconds = z.int().min(1).max(2_678_400);

/** @param cart seconds for a cart @param checkout seconds for a checkout */
const claimWindow = (cart: number, checkout: number) =>
  z
    .strictObject({
      cartSeconds: windowSeconds.default(cart).describe('seconds that a cart holds its units'),
      checkoutSeconds: windowSeconds
        .default(checkout)
        .describe('seconds that a checkout holds its units'),
    })
    .prefault({});

export const reservationPolicy = z
  .strictObject({
    anonymous: claimWindow(120, 600).describe('shoppers that the channel does not know'),
    known: claimWindow(600, 7_200).describe('shoppers that are signed in'),
    maxUnitsPerKey: units
      .positive()
      .nullable()
      .default(null)
      .describe('most units of one item that one shopper may hold at once; null for no limit'),
    unmatchedAfterSeconds: z
      .int()
      .positive()
      .default(86_400)
      .describe("seconds that a committed claim waits for the authority's row of its order"),
    orderPrefix: z
      .string()
      .max(60)
      .default('')
      .describe("what the authority puts before the channel's order ids"),
  })
  .prefault({});

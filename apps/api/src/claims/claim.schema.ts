import { CLAIM_STATES, SHOPPERS, STAGES } from '#domain';
import { z } from 'zod';
import { decimalText, instant } from '../format/schemas.js';
import { shortageSchema } from '../http/problem.js';
import { plainText, requestBody } from '../http/query.js';
import { orderSchema } from './to-held.js';

const QUANTITY = /^(?=.*[1-9])\d{1,12}(\.\d{1,6})?$/;
const ABOVE_ZERO = 'a quantity above zero: a whole number, or text with up to six decimals';
const quantity = z
  .union(
    [
      z.int(ABOVE_ZERO).min(1, ABOVE_ZERO).max(1_000_000_000, ABOVE_ZERO),
      z.string().regex(QUANTITY, ABOVE_ZERO),
    ],
    ABOVE_ZERO,
  )
  .describe('of the base unit of measure');

export const orderRef = z
  .strictObject(
    {
      type: plainText(60).default('sale').describe('as the authority names such documents'),
      id: plainText(200),
    },
    'an object with id and, if need be, type',
  )
  .describe("the channel's order; with the channel's prefix it is what the authority calls it");

const line = z.strictObject(
  {
    sku: plainText(200),
    quantity,
    location: plainText(63).optional().describe("without one: the channel's pool, in its order"),
    ref: plainText(200).optional().describe('what the channel calls the line'),
  },
  'an object with sku, quantity, location and ref',
);

const lines = z.array(line, 'a list of lines').min(1, '1 to 200 lines').max(200, '1 to 200 lines');
const channel = plainText(63);
const allowPartial = z
  .boolean('true or false')
  .default(false)
  .describe('true: take what there is of each line; false: all or nothing');

export const reservationRequest = requestBody({
  channel,
  shopper: z.enum(SHOPPERS, 'anonymous or known').default('anonymous'),
  stage: z.enum(STAGES, 'cart or checkout').default('checkout'),
  customerKey: plainText(200)
    .optional()
    .describe('stands for the shopper; a pseudonym, for the limit on what one may hold'),
  order: orderRef.optional(),
  allowPartial,
  lines,
}).meta({ id: 'ReservationRequest' });

export const orderRequest = requestBody({ channel, order: orderRef, allowPartial, lines }).meta({
  id: 'OrderRequest',
});

export const commitRequest = requestBody({
  order: orderRef.optional().describe('needed unless the reservation was made for an order'),
}).meta({ id: 'CommitRequest' });

export const noBody = z.strictObject({}, 'no body, or an empty object').optional();

export const reservationSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(['reservation', 'order']),
    state: z.enum(CLAIM_STATES),
    channel: z.string(),
    shopper: z.enum(SHOPPERS),
    stage: z.enum(STAGES),
    order: orderSchema.nullable(),
    createdAt: instant,
    expiresAt: instant.nullable().describe('null: does not expire'),
    committedAt: instant.nullable(),
    endedAt: instant.nullable(),
    readmits: z
      .uuid()
      .nullable()
      .describe('the reservation that had expired when it was committed'),
    readmittedAs: z.uuid().nullable().describe('the one that took its place'),
    lines: z.array(
      z.object({
        sku: z.string(),
        location: z.string(),
        quantity: decimalText,
        absorbed: decimalText.describe("of it, what the authority's stock has fallen by"),
        refs: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'Reservation' });

export const madeReservationSchema = reservationSchema
  .extend({ short: z.array(shortageSchema).describe('what could not be had; with allowPartial') })
  .meta({ id: 'MadeReservation' });

export const holdingSchema = z
  .object({
    claims: z
      .array(reservationSchema)
      .describe('reservations by their end, then orders that wait longest; 200 of each at most'),
  })
  .meta({ id: 'HoldingClaims' });

export type ReservationRequest = z.infer<typeof reservationRequest>;
export type OrderRequest = z.infer<typeof orderRequest>;
export type CommitRequest = z.infer<typeof commitRequest>;
export type Reservation = z.infer<typeof reservationSchema>;
export type Holding = z.infer<typeof holdingSchema>;

import { z } from 'zod';

const deliveredRow = z.strictObject({
  sku: z.string().min(1),
  quantity: z.int().min(0),
  version: z.int().min(0),
  availability: z.enum([
    'InStock',
    'LimitedAvailability',
    'InStoreOnly',
    'BackOrder',
    'PreOrder',
    'OutOfStock',
  ]),
  availableFrom: z.iso.date().nullable(),
  leadTimeDays: z.int().min(0).nullable(),
});

export type DeliveredRow = z.infer<typeof deliveredRow>;

/** The body of a delivery, written down once more from its documentation. */
export const delivery = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string().startsWith('/shelfwire/'),
  type: z.literal('shelfwire.availability.v1'),
  datacontenttype: z.literal('application/json'),
  data: z.strictObject({
    rows: z
      .array(deliveredRow)
      .min(1)
      .refine((rows) => new Set(rows.map(({ sku }) => sku)).size === rows.length, {
        error: 'a listing stands twice in it',
      }),
  }),
});

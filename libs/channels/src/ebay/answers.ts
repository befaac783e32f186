import { z } from 'zod';

/** Only what is used of the vendor's model (Inventory API 1.17.4); unknown fields pass. */

const vendorError = z.object({
  errorId: z.int(),
  message: z.string().optional(),
  longMessage: z.string().optional(),
});

export type VendorError = z.infer<typeof vendorError>;

const errors = z
  .array(vendorError)
  .nullish()
  .transform((list) => list ?? []);

export const errorList = z.object({ errors: z.array(vendorError).min(1) });

/** Rows are read one by one: a row that is not understood must not hide the others. */
export const rowList = z.object({ responses: z.array(z.unknown()) });

/** `PriceQuantityResponse`: what became of an item, or of an offer. */
export const updatedRow = z.object({
  statusCode: z.int(),
  sku: z.string().optional(),
  /** missing where only the item's quantity was set */
  offerId: z.string().optional(),
  errors,
});

export type UpdatedRow = z.infer<typeof updatedRow>;

const availability = z
  .object({
    shipToLocationAvailability: z.object({ quantity: z.int().nonnegative().nullish() }).nullish(),
  })
  .nullish();

/** `GetInventoryItemResponse` */
export const itemRow = z.object({
  statusCode: z.int(),
  sku: z.string(),
  inventoryItem: z.object({ availability }).nullish(),
  errors,
});

/** `InventoryItems` */
export const itemPage = z.object({
  inventoryItems: z
    .array(z.object({ sku: z.string(), availability }))
    .nullish()
    .transform((items) => items ?? []),
  next: z.string().nullish(),
});

/** `Offers` */
export const offerList = z.object({
  offers: z.array(
    z.object({
      offerId: z.string().min(1),
      status: z.string(),
      availableQuantity: z.int().nonnegative().nullish(),
      listing: z.object({ listingId: z.string().optional() }).nullish(),
    }),
  ),
});

/** Units of an item that may be sold by mail; undefined where none was ever set. */
export const quantityOf = ({
  availability: given,
}: {
  readonly availability?: z.infer<typeof availability>;
}): number | undefined => given?.shipToLocationAvailability?.quantity ?? undefined;

import { z } from 'zod';

/**
 * No control character and no half of a surrogate pair: PostgreSQL stores neither NUL nor the latter, and no
 * sku, name or cursor needs another one.
 */
const PLAIN = /^[^\p{Cc}\p{Cs}]*$/u;

export const plainText = (most: number) =>
  z
    .string(`text of 1 to ${most} characters, given once`)
    .min(1, `text of 1 to ${most} characters`)
    .max(most, `text of 1 to ${most} characters`)
    .regex(PLAIN, 'text without control characters');

export const limit = (usual: number, most: number) => {
  const expected = `a whole number from 1 to ${most}, given once`;
  return z.coerce
    .number(expected)
    .int(expected)
    .min(1, expected)
    .max(most, expected)
    .default(usual);
};

/** A query's parameters: one that is not named here is refused, and the answer lists those that are. */
export const parameters = <Shape extends z.ZodRawShape>(shape: Shape) => {
  const names = Object.keys(shape).join(', ');
  return z.strictObject(shape, names ? `one of: ${names}` : 'no parameters');
};

const INSTANT = 'a moment of the past by ISO 8601 with its zone, such as 2026-03-01T10:00:00Z';

/** A moment that is over. */
export const pastInstant = z
  .string(INSTANT)
  .pipe(z.iso.datetime({ offset: true, error: INSTANT }))
  .transform((text) => new Date(text))
  .refine((at) => at.getTime() <= Date.now(), INSTANT);

export const skuPath = z.object({ sku: plainText(200) });

export type SkuPath = z.infer<typeof skuPath>;

/** A JSON body: a field that is not named here is refused, and the answer lists those that are. */
export const requestBody = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, `an object with ${Object.keys(shape).join(', ')}`);

/** One name or several: `?sku=a&sku=b`. */
export const several = (most: number, longest: number) => {
  const one = plainText(longest);
  return z
    .union([one.transform((name) => [name]), z.array(one).min(1).max(most)], `1 to ${most} names`)
    .transform((names) => [...new Set(names)]);
};

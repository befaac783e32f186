import { z } from 'zod';

/** What the policy calls its sources, locations, channels and vendors. */
export const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes, at most 63');

/** Whole units of stock. */
export const units = z.int().nonnegative();

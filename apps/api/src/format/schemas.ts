import { z } from 'zod';

export const instant = z.string().meta({ format: 'date-time' });
export const seconds = z.number().nonnegative();
export const decimalText = z.string().meta({ pattern: '^-?\\d+(\\.\\d{1,6})?$' });
/** 64-bit numbers travel as text: a JSON number would be rounded by most readers. */
export const wholeText = z.string().meta({ pattern: '^\\d+$' });
export const count = z.int().nonnegative();
export const nextCursor = z
  .string()
  .nullable()
  .describe('`after` of the next page; null: the last');

import { BUCKETS, parseQuantity } from '#domain';
import { z } from 'zod';
import type { SourceDatabase } from '../database/source-database.js';
import type { Level } from './compare-levels.js';

/** What should be a source's own levels is none: the message says where, and what is wrong. */
export class LevelsError extends Error {
  override name = 'LevelsError';
}

const levelSchema = z.object({
  sku: z.union([z.string().min(1), z.number()]).transform(String),
  location: z.union([z.string().min(1), z.number()]).transform(String),
  bucket: z.enum(BUCKETS).default('available_base'),
  quantity: z.union([z.string(), z.number()]).transform((value, context) => {
    const quantity = parseQuantity(String(value));
    if (quantity === undefined) context.addIssue({ code: 'custom', message: 'no decimal' });
    return quantity ?? 0n;
  }),
});

/** The answer to the pack's `levels`. Rows without a sku are of items that nobody sells: they are left out. */
export async function levelsFrom(database: SourceDatabase, sql: string): Promise<Level[]> {
  const rows = await database.select(sql).catch((error: unknown) => {
    const detail = error instanceof Error ? error.message : String(error);
    throw new LevelsError(`The pack's levels statement fails: ${detail}`, { cause: error });
  });
  const named = rows.filter(({ sku }) => sku !== null && sku !== '');
  return named.map((row, index) => parseLevel(row, `row ${index + 1} of the pack's levels`));
}

/** @param place named when it is no level */
export function parseLevel(row: unknown, place: string): Level {
  const parsed = levelSchema.safeParse(row);
  if (parsed.success) return parsed.data;
  throw new LevelsError(
    `${place}: expected sku, location, quantity and perhaps bucket, found ${JSON.stringify(row)}: ` +
      z.prettifyError(parsed.error),
  );
}

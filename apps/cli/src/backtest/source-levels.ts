import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { SourceDatabase } from '#connect';
import { BUCKETS, parseQuantity, type Quantity } from '#domain';
import { z } from 'zod';
import { CommandError } from '../command.js';
import type { OfflinePosition } from '../offline/offline-fold.js';

/** What the source itself says is in stock, at a place as the source calls it. */
export type SourceLevel = Omit<OfflinePosition, 'quantity'> & { readonly quantity: Quantity };

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
export async function levelsFrom(database: SourceDatabase, sql: string): Promise<SourceLevel[]> {
  const rows = await database.select(sql).catch((error: unknown) => {
    const detail = error instanceof Error ? error.message : String(error);
    throw new CommandError(`The pack's levels statement fails: ${detail}`, { cause: error });
  });
  const named = rows.filter(({ sku }) => sku !== null && sku !== '');
  return named.map((row, index) => parseLevel(row, `row ${index + 1} of the pack's levels`));
}

/** Levels that were recorded with a stretch: one JSON object a line. */
export async function levelsOfFile(file: string): Promise<SourceLevel[]> {
  const levels: SourceLevel[] = [];
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file, 'utf8') })) {
    line += 1;
    if (text.trim() !== '')
      levels.push(parseLevel(parsedLine(text, file, line), `${file}:${line}`));
  }
  return levels;
}

function parsedLine(text: string, file: string, line: number): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new CommandError(`${file}:${line} is no JSON: expected one object a line`, { cause });
  }
}

function parseLevel(row: unknown, place: string): SourceLevel {
  const parsed = levelSchema.safeParse(row);
  if (parsed.success) return parsed.data;
  throw new CommandError(
    `${place}: expected sku, location, quantity and perhaps bucket, found ${JSON.stringify(row)}: ` +
      z.prettifyError(parsed.error),
  );
}

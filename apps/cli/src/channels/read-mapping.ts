import { nearest } from '#config';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { CommandError } from '../command.js';

/** One listing, as the API takes it. */
export interface Mapping {
  readonly sku: string;
  readonly parts: readonly { readonly item: string; readonly units: number }[] | null;
  readonly leadTimeDays: number | null;
}

const COLUMNS = ['listing', 'item', 'units', 'leadTimeDays'] as const;
const NEEDED = ['listing', 'item'];

const whole = (least: number, expected: string) =>
  z
    .string()
    .regex(/^\d{1,7}$/, expected)
    .transform(Number)
    .pipe(z.int().min(least, expected));

const UNITS = 'a whole number from 1';
const DAYS = 'a whole number of days, or nothing';

const row = z.object({
  listing: z.string().trim().min(1, 'a listing'),
  item: z.string().trim().default(''),
  units: z
    .string()
    .transform((text) => text || '1')
    .pipe(whole(1, UNITS))
    .default(1),
  leadTimeDays: z.union([z.literal('').transform(() => null), whole(0, DAYS)], DAYS).default(null),
});

type Row = z.infer<typeof row> & { readonly line: number };

/**
 * Reads what listings are made of: a line for each item of a listing, under the columns listing, item,
 * units (unless given: 1) and leadTimeDays. A line without an item says that the listing is not published.
 *
 * @param file named in errors
 * @throws CommandError with file, line, what was found and expected
 */
export function readMapping(text: string, file: string): Mapping[] {
  const listings = new Map<string, Row[]>();
  for (const read of readRows(text, file)) {
    listings.set(read.listing, [...(listings.get(read.listing) ?? []), read]);
  }
  return [...listings].map(([sku, rows]) => toMapping(sku, rows, file));
}

function readRows(text: string, file: string): Row[] {
  const records = parseCsv(text, file);
  if (records.length === 0) throw new CommandError(`${file}: found no line below the heading.`);
  return records.map(({ record, info }) => {
    const checked = row.safeParse(record);
    if (checked.success) return { ...checked.data, line: info.lines };
    const [issue] = checked.error.issues;
    const column = String(issue?.path[0]);
    const found = JSON.stringify(record[column] ?? '');
    throw new CommandError(
      `${file}:${info.lines}: found ${found} in the column ${column}, expected ${issue?.message}`,
    );
  });
}

interface Parsed {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

function parseCsv(text: string, file: string): Parsed[] {
  try {
    return parse(text, {
      bom: true,
      columns: (heading: string[]) => checkedHeading(heading, file),
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as Parsed[];
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

function checkedHeading(heading: readonly string[], file: string): string[] {
  const unknown = heading.find((name) => !COLUMNS.some((column) => column === name));
  const missing = NEEDED.find((name) => !heading.includes(name));
  if (unknown === undefined && missing === undefined) return [...heading];
  const near = unknown === undefined ? undefined : nearest(unknown, [...COLUMNS]);
  const found = unknown === undefined ? `no column "${missing}"` : `the column "${unknown}"`;
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  throw new CommandError(`${file}:1: found ${found}, expected ${COLUMNS.join(', ')}.${hint}`);
}

function toMapping(sku: string, rows: readonly Row[], file: string): Mapping {
  const leadTimeDays = rows.find((each) => each.leadTimeDays !== null)?.leadTimeDays ?? null;
  const items = rows.filter(({ item }) => item !== '');
  checkItems(sku, rows, items, file);
  const isItself = items.length === 1 && items[0]?.item === sku && items[0].units === 1;
  const parts = isItself ? null : items.map(({ item, units }) => ({ item, units }));
  return { sku, parts, leadTimeDays };
}

function checkItems(sku: string, rows: readonly Row[], items: readonly Row[], file: string): void {
  const twice = items.find(({ item }, at) => items.findIndex((one) => one.item === item) < at);
  if (twice) {
    throw new CommandError(
      `${file}:${twice.line}: found ${twice.item} a second time for ${sku}, expected each item once with all of its units`,
    );
  }
  if (items.length > 0 && items.length < rows.length) {
    throw new CommandError(
      `${file}:${rows[0]?.line}: found lines with and without an item for ${sku}, expected either`,
    );
  }
}

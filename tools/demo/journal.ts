import { z } from 'zod';

const values = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** One row that a transaction wrote. */
const rowWrite = z.object({
  table: z.string(),
  /** primary key columns */
  key: values,
  op: z.enum(['insert', 'update']),
  /** the item's code, which is its sku; null for a document's head */
  item: z.string().nullable(),
  /** `location_name` of the POS, `complete_name` of the WMS; null for a document's head */
  location: z.string().nullable(),
  /** the columns that stock depends on, as the database writes them; null before an insert */
  before: values.nullable(),
  after: values,
});

/** What a step really moved, in whole units: less than it asked for where a shelf was empty. */
const movedLine = z.object({ item: z.string(), quantity: z.number() });

/**
 * One transaction of the demo. Both databases keep their own transactions' entries in the table
 * `demo_journal`, written by the very transaction that they describe: an entry is there exactly if its
 * rows are. `ordinal` rises with the order of the steps over both databases, so that ordinal and system name
 * the transaction; a step that had nothing left to do (the
 * sale to cancel never took place, every shelf was empty) has an entry without writes.
 */
export const journalEntry = z.object({
  ordinal: z.int().nonnegative(),
  /** unique name of the step in the plan */
  step: z.string(),
  system: z.enum(['pos', 'wms']),
  kind: z.string(),
  /** the application's own number: a sale's id, a receiving's id, an order's name */
  document: z.string().nullable(),
  /** when the shop of the data did it, UTC ISO 8601; the rows themselves carry the time of writing */
  businessTime: z.string(),
  moved: z.array(movedLine),
  writes: z.array(rowWrite),
});

export type JournalEntry = z.infer<typeof journalEntry>;
export type RowWrite = z.infer<typeof rowWrite>;
export type MovedLine = z.infer<typeof movedLine>;

/** What a step's writer tells; the rest of the entry is the step's. */
export interface Written {
  readonly document: string | null;
  readonly moved: MovedLine[];
  readonly writes: RowWrite[];
}

/** Looks a step up in both journals by its name. */
export type FindStep = (step: string) => Promise<JournalEntry | undefined>;

export const NOTHING: Written = { document: null, moved: [], writes: [] };

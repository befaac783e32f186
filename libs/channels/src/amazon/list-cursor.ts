import { z } from 'zod';

const cursor = z.strictObject({
  /** ISO 8601; only listings created at this time or later; null: all */
  createdAfter: z.string().nullable(),
  pageToken: z.string().nullable(),
  /** listed before, though created at `createdAfter` */
  seen: z.array(z.string()),
});

/** Where a list goes on: searches of at most 1,000 items each, one after the other by date of creation. */
export type ListCursor = z.infer<typeof cursor>;

export const FIRST_PAGE: ListCursor = { createdAfter: null, pageToken: null, seen: [] };

export const writeCursor = (at: ListCursor): string => JSON.stringify(at);

/** @throws Error for a text that `writeCursor` has not written */
export const readCursor = (text: string | null): ListCursor =>
  text === null ? FIRST_PAGE : cursor.parse(JSON.parse(text));

import { z } from 'zod';

/** One value of the attribute `fulfillment_availability`. */
const availability = z.strictObject({
  fulfillment_channel_code: z.string().min(1),
  quantity: z.int().nonnegative().optional(),
  lead_time_to_ship_max_days: z.int().nonnegative().optional(),
  restock_date: z.iso.date().optional(),
});

/** A null takes a field away, as the vendor says of `merge`. */
const merged = availability.extend({
  lead_time_to_ship_max_days: z.int().nonnegative().nullish(),
  restock_date: z.iso.date().nullish(),
});

export type Availability = z.infer<typeof availability>;
export type MergedAvailability = z.infer<typeof merged>;

export type AvailabilityChange =
  | { readonly op: 'merge'; readonly value: readonly MergedAvailability[] }
  | { readonly op: 'replace'; readonly value: readonly Availability[] };

const mergeChange = z.object({ op: z.literal('merge'), value: z.array(merged).min(1) });
const replaceChange = z.object({ op: z.literal('replace'), value: z.array(availability).min(1) });

export interface Issue {
  readonly code: string;
  readonly message: string;
  readonly severity: 'ERROR' | 'WARNING';
  readonly categories: readonly string[];
}

/** Of a patch whose shape the vendor's model has already allowed. */
const patches = z.array(
  z.object({
    op: z.enum(['add', 'replace', 'merge', 'delete']),
    path: z.string(),
    value: z.array(z.unknown()).default([]),
  }),
);

const ATTRIBUTE = '/attributes/fulfillment_availability';

const issue = (code: string, message: string, category: string): Issue => ({
  code,
  message,
  severity: 'ERROR',
  categories: [category],
});

export const UNKNOWN_SKU = issue(
  '13013',
  'This SKU does not exist in the Amazon catalog. Your inventory data was not processed.',
  'INVALID_ATTRIBUTE',
);

/** What a patch changes, or why it is not accepted. */
export function readPatches(body: unknown): {
  readonly changes: readonly AvailabilityChange[];
  readonly issues: readonly Issue[];
} {
  const changes: AvailabilityChange[] = [];
  const issues: Issue[] = [];
  for (const { op, path, value } of patches.parse((body as { patches: unknown }).patches)) {
    const read = readChange(op, value);
    if (path === ATTRIBUTE && op !== 'delete' && read.success) changes.push(read.data);
    else {
      const why = read.success ? `${op} ${path}` : z.prettifyError(read.error);
      issues.push(issue('90000900', `The attributes are invalid: ${why}`, 'INVALID_ATTRIBUTE'));
    }
  }
  return { changes, issues };
}

/** What is added replaces what there was, too. */
const readChange = (op: string, value: unknown) =>
  op === 'merge'
    ? mergeChange.safeParse({ op, value })
    : replaceChange.safeParse({ op: 'replace', value });

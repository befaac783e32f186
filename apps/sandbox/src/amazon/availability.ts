import { z } from 'zod';

/** One value of the attribute `fulfillment_availability`. */
const availability = z.strictObject({
  fulfillment_channel_code: z.string().min(1),
  quantity: z.int().nonnegative().optional(),
  lead_time_to_ship_max_days: z.int().nonnegative().optional(),
  restock_date: z.iso.date().optional(),
});

export type Availability = z.infer<typeof availability>;

export interface AvailabilityChange {
  readonly op: 'merge' | 'replace';
  readonly value: readonly Availability[];
}

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
    const read = z.array(availability).min(1).safeParse(value);
    if (path === ATTRIBUTE && op !== 'delete' && read.success) {
      changes.push({ op: op === 'merge' ? 'merge' : 'replace', value: read.data });
    } else {
      const why = read.success ? `${op} ${path}` : z.prettifyError(read.error);
      issues.push(issue('90000900', `The attributes are invalid: ${why}`, 'INVALID_ATTRIBUTE'));
    }
  }
  return { changes, issues };
}

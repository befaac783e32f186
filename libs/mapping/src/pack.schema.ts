import { BUCKETS, STOCK_KINDS } from '#domain';
import { z } from 'zod';

const column = z.string().min(1);
const expression = z.string().min(1).describe('a CEL expression over row and the named references');

const kind = z.union([z.enum(STOCK_KINDS), z.strictObject({ cel: expression })]);

const cause = z.strictObject({
  type: z.union([z.string().regex(/^[a-z_]+$/), z.strictObject({ cel: expression })]),
  id: expression,
  line: expression.optional(),
});

export const ruleSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_-]*$/),
  when: expression.optional(),
  kind,
  /** absent: the rule only names a cause */
  bucket: z.enum(BUCKETS).optional(),
  quantity: expression.optional(),
  cause: cause.optional(),
  occurredAt: expression.optional(),
});

const referenceTable = z.strictObject({
  role: z.literal('reference'),
  key: z.array(column).min(1),
  keep: z.array(column).min(1),
});

const movingTable = z.strictObject({
  role: z.enum(['state', 'ledger', 'annotate']),
  key: z.array(column).min(1),
  columns: z.array(column).min(1),
  refs: z.record(
    z.string().regex(/^[a-z][a-z0-9_]*$/),
    z.strictObject({ table: column, key: expression }),
  ),
  sku: expression,
  location: expression,
  /** whether occurredAt is a local time without zone, to be read in the source's time zone */
  zoneless: z.boolean().default(false),
  rules: z.array(ruleSchema).min(1),
});

const factsTable = z.strictObject({
  role: z.literal('annotate'),
  key: z.array(column).min(1),
  columns: z.array(column).min(1),
  facts: z.strictObject({
    type: z.string().regex(/^[a-z_]+$/),
    id: expression,
    columns: z.array(column).min(1),
  }),
});

export const packSchema = z.strictObject({
  pack: z.literal(1),
  name: z.string().regex(/^[a-z0-9-]+$/),
  engine: z.enum(['mariadb', 'mysql', 'postgresql', 'sqlserver']),
  heartbeat: column,
  tables: z.record(column, z.union([referenceTable, factsTable, movingTable])),
});

export type PackFile = z.infer<typeof packSchema>;
export type Engine = PackFile['engine'];
export type RuleFile = z.infer<typeof ruleSchema>;
export type ReferenceTable = z.infer<typeof referenceTable>;
export type MovingTable = z.infer<typeof movingTable>;
export type FactsTable = z.infer<typeof factsTable>;

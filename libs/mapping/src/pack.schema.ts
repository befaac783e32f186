import { BUCKETS, CONDITIONS, STOCK_KINDS } from '#domain';
import { z } from 'zod';

const column = z.string().min(1);

/** `table`, or `schema.table` where the engine has schemas and it is not the usual one. */
const tableName = z
  .string()
  .regex(/^[A-Za-z0-9_$-]+(\.[A-Za-z0-9_$-]+)?$/, 'table or schema.table, without quotes');

/** What Shelfwire's own promises stand on: a pack that changed one of these would capture something else. */
const HELD_SETTINGS =
  /^(topic\.prefix|connector\.class|database\..*|table\.include\.list|message\.key\.columns|decimal\.handling\.mode|time\.precision\.mode|skipped\.operations|tombstones\.on\.delete|provide\.transaction\.metadata|transforms.*|predicates.*|heartbeat\.action\.query|slot\.name|publication\..*|schema\.history\..*|offset\.mismatch\.strategy|signal\..*|notification\..*|incremental\..*)$/;

const connectorSettings = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String))
  .superRefine((settings, context) => {
    for (const name of Object.keys(settings).filter((each) => HELD_SETTINGS.test(each))) {
      const message = `a setting that Shelfwire does not make itself from the pack and the policy`;
      context.addIssue({ code: 'custom', path: [name], message });
    }
  });
const expression = z.string().min(1).describe('a CEL expression over row and the named references');

const kind = z.union([z.enum(STOCK_KINDS), z.strictObject({ cel: expression })]);

const cause = z.strictObject({
  type: z.union([z.string().regex(/^[a-z_]+$/), z.strictObject({ cel: expression })]),
  id: expression,
  line: expression.optional(),
});

/** What a ledger's rule does with the quantity, beyond adding it to its bucket. */
const movement = {
  from: z
    .strictObject({ bucket: z.enum(BUCKETS), location: expression.optional() })
    .optional()
    .describe('where the quantity is taken from; without a location, from the same one'),
  counts: z
    .literal(true)
    .optional()
    .describe(
      'the bucket held the quantity when it was counted; earlier movements no longer count',
    ),
  countedAt: expression
    .optional()
    .describe('when it was counted, if that may be before the row was written'),
  destination: expression.optional().describe('where a transfer goes to; for bucket: by_kind'),
  condition: z
    .union([z.enum(CONDITIONS), z.strictObject({ cel: expression })])
    .optional()
    .describe('in what state the goods are; for bucket: by_kind'),
};

export const ruleSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_-]*$/, 'lower-case letters, digits, dashes, a letter first'),
  when: expression.optional(),
  kind,
  /** absent: the rule only names a cause; `by_kind`: the kind says what moves where */
  bucket: z.enum([...BUCKETS, 'by_kind']).optional(),
  /** without a bucket: units that the cause moved, which tell of demand and never move stock */
  quantity: expression.optional(),
  /** when an inbound quantity is expected: a date or a time; empty for nobody knows */
  eta: expression.optional(),
  /** who sends an inbound quantity; empty for nobody says */
  vendor: expression.optional(),
  cause: cause.optional(),
  occurredAt: expression.optional(),
  ...movement,
});

const referenceTable = z.strictObject({
  role: z.literal('reference'),
  key: z.array(column).min(1),
  keep: z.array(column).min(1),
});

/** Counts and moves between places only mean something among movements. */
const rules = z
  .array(ruleSchema)
  .min(1)
  .superRefine((list, context) => {
    list.forEach((rule, index) => {
      if (list.findIndex(({ name }) => name === rule.name) < index) {
        const message = 'each rule of a table with a name of its own';
        context.addIssue({ code: 'custom', path: [index, 'name'], message });
      }
      if (rule.bucket !== undefined && rule.quantity === undefined) {
        const message = 'a quantity: a rule with a bucket says how much';
        context.addIssue({ code: 'custom', path: [index, 'quantity'], message });
      }
      const moves = rule.from !== undefined || rule.counts !== undefined;
      if (moves && (rule.bucket === undefined || rule.bucket === 'by_kind')) {
        const message = 'from and counts need a bucket by name';
        context.addIssue({ code: 'custom', path: [index, 'bucket'], message });
      }
      if (rule.from && rule.counts) {
        const message = 'a count takes nothing from elsewhere: leave out from or counts';
        context.addIssue({ code: 'custom', path: [index, 'from'], message });
      }
    });
  });

/** A row of a reference table, by an expression that may use the references declared before it. */
const reference = z.strictObject({
  table: column,
  key: expression,
  by: column
    .optional()
    .describe("the column that the key is looked for in, if that is not the table's own key"),
  optional: z
    .boolean()
    .default(false)
    .describe('whether a row may lack it: an empty or null key means that there is none'),
});

const movingTable = z
  .strictObject({
    role: z.enum(['state', 'ledger', 'annotate']),
    key: z.array(column).min(1),
    columns: z.array(column).min(1),
    refs: z.record(
      z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits, _, a letter first'),
      reference,
    ),
    sku: expression,
    location: expression,
    /** whether occurredAt is a local time without zone, to be read in the source's time zone */
    zoneless: z.boolean().default(false),
    rules,
  })
  .superRefine(({ role, rules: list }, context) => {
    list.forEach((rule, index) => {
      if (role === 'ledger' || !(rule.from || rule.counts)) return;
      const message = `from and counts belong to role ledger, not ${role}`;
      context.addIssue({ code: 'custom', path: ['rules', index, 'name'], message });
    });
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
  name: z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and dashes'),
  engine: z.enum(['mariadb', 'mysql', 'postgresql', 'sqlserver']),
  heartbeat: tableName
    .default('shelfwire_heartbeat')
    .describe('the table whose one row the connector writes, to prove that the source is alive'),
  connector: connectorSettings
    .default({})
    .describe("settings of Debezium's connector over those that Shelfwire makes"),
  levels: z
    .string()
    .min(1)
    .optional()
    .describe(
      "a SELECT in the database's own SQL: sku, location, quantity and perhaps bucket, as the application itself counts them; only ever compared with",
    ),
  tables: z
    .record(tableName, z.union([referenceTable, factsTable, movingTable]))
    .refine((tables) => Object.keys(tables).length > 0, 'at least one table'),
});

export type PackFile = z.infer<typeof packSchema>;
export type Engine = PackFile['engine'];
export type RuleFile = z.infer<typeof ruleSchema>;
export type ReferenceTable = z.infer<typeof referenceTable>;
export type MovingTable = z.infer<typeof movingTable>;
export type FactsTable = z.infer<typeof factsTable>;

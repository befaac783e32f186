import { z } from 'zod';

const row = z.looseObject({
  system: z.string(),
  table: z.string(),
  rowKey: z.string(),
  rule: z.string(),
  position: z.string().nullable(),
});

const number = z.looseObject({
  quantity: z.number(),
  version: z.number(),
  at: z.string(),
  offer: z.looseObject({ status: z.string(), availableFrom: z.string().nullable() }).nullable(),
});

const listing = {
  channel: z.string(),
  desired: number.nullable(),
  sent: number.nullable(),
  acknowledged: number.nullable(),
  rejected: z.looseObject({ code: z.string(), reason: z.string().nullable() }).nullable(),
  state: z.string(),
};

const check = z.looseObject({
  stored: z.number().nullable(),
  recomputed: z.number().nullable(),
  agrees: z.boolean(),
  note: z.string().nullable(),
});

const waiting = z.looseObject({
  for: z.string(),
  since: z.string().nullable(),
  until: z.string().nullable(),
  text: z.string(),
});

const step = z.looseObject({
  at: z.string(),
  step: z.string(),
  version: z.number(),
  quantity: z.number(),
  code: z.string().nullable(),
  reason: z.string().nullable(),
});

const channel = z.looseObject({
  ...listing,
  waiting: waiting.nullable(),
  steps: z.array(step),
  formula: z
    .looseObject({
      text: z.string(),
      offer: z
        .looseObject({
          status: z.string(),
          pickup: z.array(z.string()),
          preorder: z.looseObject({ units: z.number(), availableFrom: z.string() }).nullable(),
        })
        .nullable(),
    })
    .nullable(),
  check,
});

const made = z.looseObject({
  ...listing,
  sku: z.string(),
  parts: z.array(
    z.looseObject({
      item: z.string(),
      units: z.number(),
      quantity: z.number().nullable(),
      gives: z.number().nullable(),
    }),
  ),
  check: check.nullable(),
});

/** The ledger line that a value comes from. */
const since = z
  .looseObject({ line: z.string(), version: z.number(), recordedAt: z.string() })
  .nullable();

const position = z.looseObject({
  location: z.string(),
  source: z.string(),
  onHand: z.string(),
  buckets: z.record(z.string(), z.string()),
  hubVersion: z.number().nullable(),
  updatedAt: z.string(),
});

const contribution = z.looseObject({
  location: z.string(),
  bucket: z.string(),
  quantity: z.string(),
  row,
  since,
});

const ledgerLine = z.looseObject({
  line: z.string(),
  location: z.string(),
  bucket: z.string(),
  kind: z.string(),
  change: z.string(),
  reason: z.string().nullable(),
  causes: z.array(
    z.looseObject({ kind: z.string(), row, facts: z.record(z.string(), z.unknown()).nullable() }),
  ),
  op: z.string(),
  row,
  cdc: z.looseObject({ topic: z.string(), partition: z.number(), offset: z.string() }),
  version: z.number(),
  recordedAt: z.string(),
});

const heldClaim = z.looseObject({
  claim: z.string(),
  kind: z.string(),
  channel: z.string(),
  location: z.string(),
  units: z.string(),
  order: z.looseObject({ type: z.string(), id: z.string() }).nullable(),
  createdAt: z.string(),
});

/** What the command draws of `GET /v1/explain`. */
export const explainAnswer = z.looseObject({
  sku: z.string(),
  at: z.string(),
  moment: z.enum(['present', 'past']),
  item: z
    .looseObject({ version: z.number(), policyVersion: z.string(), recordedAt: z.string() })
    .nullable(),
  channels: z.array(channel),
  listings: z.array(made),
  positions: z.array(position),
  variances: z.array(
    z.looseObject({ location: z.string(), source: z.string(), bucket: z.string(), by: z.string() }),
  ),
  claims: z.array(heldClaim),
  contributions: z.array(contribution),
  contributionsTotal: z.number(),
  ledger: z.array(ledgerLine),
  newest: z.looseObject({ text: z.string() }).nullable(),
});

export type ExplainAnswer = z.infer<typeof explainAnswer>;
export type SourceRow = z.infer<typeof row>;

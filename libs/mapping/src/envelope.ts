import { parseJson, PoisonMessageError } from '#contracts';
import { z } from 'zod';

const row = z.record(z.string(), z.unknown()).nullish();

/** The last millisecond of the year 9999, beyond which no calendar of ours goes. */
const LAST_MS = 253_402_300_799_999;

/** When the source committed, milliseconds since 1970. */
export const commitTime = z.number().min(0).max(LAST_MS);

export const envelope = z.looseObject({
  op: z.string(),
  before: row,
  after: row,
  source: z.looseObject({ connector: z.string(), ts_ms: commitTime }),
  transaction: z.looseObject({ total_order: z.int() }).nullish(),
});

type Envelope = z.infer<typeof envelope>;

/** @throws PoisonMessageError `json.malformed` or `change.*` */
export function parseEnvelope(value: Buffer) {
  const content = parseJson(value);
  const whole = isEnvelope(content) ? content : checked(content);
  const { op } = whole;
  if (op === 't') {
    throw new PoisonMessageError(
      'change.truncate',
      'the table was truncated: its rows are unknown',
    );
  }
  if (op !== 'c' && op !== 'u' && op !== 'd' && op !== 'r') {
    throw new PoisonMessageError('change.unknown_op', `op ${op} is none of c, u, d, r, t`);
  }
  return { ...whole, op } as const;
}

/** What the schema says, without a copy of what it reads: every change comes through here. */
function isEnvelope(content: unknown): content is Envelope {
  if (!isObject(content)) return false;
  const { op, before, after, source, transaction } = content;
  return (
    typeof op === 'string' &&
    isRow(before) &&
    isRow(after) &&
    isObject(source) &&
    typeof source['connector'] === 'string' &&
    isCommitTime(source['ts_ms']) &&
    (isNone(transaction) ||
      (isObject(transaction) && Number.isSafeInteger(transaction['total_order'])))
  );
}

const isNone = (value: unknown): boolean => value === null || value === undefined;
const isRow = (value: unknown): boolean => isNone(value) || isObject(value);
const isCommitTime = (value: unknown): boolean =>
  typeof value === 'number' && value >= 0 && value <= LAST_MS;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The schema names what is wrong. */
function checked(content: unknown): Envelope {
  const parsed = envelope.safeParse(content);
  if (parsed.success) return parsed.data;
  throw notAnEnvelope(content, parsed.error);
}

function notAnEnvelope(content: unknown, error: z.ZodError): PoisonMessageError {
  const members = typeof content === 'object' && content !== null ? content : {};
  if (!('schema' in members && 'payload' in members)) {
    return new PoisonMessageError('change.malformed', z.prettifyError(error));
  }
  return new PoisonMessageError(
    'change.with_schema',
    'the message carries its schema; set value.converter.schemas.enable=false on the connector',
  );
}

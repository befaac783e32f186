import { parseJson, PoisonMessageError } from '#contracts';
import { z } from 'zod';

const row = z.record(z.string(), z.unknown()).nullish();

/** The last millisecond of the year 9999, beyond which no calendar of ours goes. */
const LAST_MS = 253_402_300_799_999;

/** When the source committed, milliseconds since 1970. */
export const commitTime = z.number().min(0).max(LAST_MS);

const envelope = z.looseObject({
  op: z.string(),
  before: row,
  after: row,
  source: z.looseObject({ connector: z.string(), ts_ms: commitTime }),
  transaction: z.looseObject({ total_order: z.int() }).nullish(),
});

/** @throws PoisonMessageError `json.malformed` or `change.*` */
export function parseEnvelope(value: Buffer) {
  const content = parseJson(value);
  const parsed = envelope.safeParse(content);
  if (!parsed.success) throw notAnEnvelope(content, parsed.error);
  const { op } = parsed.data;
  if (op === 't') {
    throw new PoisonMessageError(
      'change.truncate',
      'the table was truncated: its rows are unknown',
    );
  }
  if (op !== 'c' && op !== 'u' && op !== 'd' && op !== 'r') {
    throw new PoisonMessageError('change.unknown_op', `op ${op} is none of c, u, d, r, t`);
  }
  return { ...parsed.data, op } as const;
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

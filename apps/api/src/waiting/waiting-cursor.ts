import { z } from 'zod';
import { plainText } from '../http/query.js';
import type { WaitingRow } from './waiting.queries.js';

const digits = z.string().regex(/^\d{1,18}$/);
const cursor = z.tuple([digits, plainText(300), z.int32().nonnegative(), digits]);

/** The place behind a row, opaque to callers. */
export const writeCursor = (row: WaitingRow): string =>
  Buffer.from(JSON.stringify([row.since_us, row.topic, row.partition, row.offset])).toString(
    'base64url',
  );

const EXPECTED = '`next` of the page before';

export const waitingCursor = z.string(EXPECTED).transform((text, context) => {
  const parsed = cursor.safeParse(json(text));
  if (parsed.success) {
    const [since_us, topic, partition, offset] = parsed.data;
    return { since_us, topic, partition, offset };
  }
  context.addIssue({ code: 'custom', message: EXPECTED });
  return z.NEVER;
});

function json(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

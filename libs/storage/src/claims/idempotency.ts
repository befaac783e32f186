import type { Db } from './db.js';

/** An answer as it goes out, byte for byte. */
export interface StoredAnswer {
  readonly status: number;
  readonly mediaType: string;
  readonly body: string;
}

/** What tells a repeated call from a new one: the caller's key, and what was asked for under it. */
export interface CallKey {
  readonly scope: string;
  readonly key: string;
  readonly requestHash: string;
}

/** What an earlier call under the same key left; `reused`: it asked for something else. */
export type CallRecord =
  { readonly kind: 'reused' } | { readonly kind: 'answered'; readonly answer: StoredAnswer };

interface Row {
  readonly scope: string;
  readonly key: string;
}

/**
 * Opens a record for each call that has none. One that another transaction is writing is waited for; the
 * keys are taken in one order, so two such transactions do not wait for each other.
 *
 * @returns the indexes of the calls that are to be decided now
 */
export async function openRecords(db: Db, calls: readonly CallKey[]): Promise<ReadonlySet<number>> {
  const rows = await db.query<Row[]>(
    `INSERT INTO idempotency_record (scope, key, request_hash, created_at)
     SELECT scope, key, request_hash, now()
     FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY
       AS given (scope, key, request_hash, place)
     ORDER BY scope, key, place
     ON CONFLICT (scope, key) DO NOTHING RETURNING scope, key`,
    [
      calls.map(({ scope }) => scope),
      calls.map(({ key }) => key),
      calls.map(({ requestHash }) => requestHash),
    ],
  );
  const opened = new Set(rows.map(recordId));
  const first = new Map<string, number>();
  for (const [index, call] of calls.entries()) {
    const id = recordId(call);
    if (!first.has(id)) first.set(id, index);
  }
  return new Set([...first].flatMap(([id, index]) => (opened.has(id) ? [index] : [])));
}

/** Stores answers in the transaction of what they tell of. */
export async function closeRecords(
  db: Db,
  answers: readonly (CallKey & StoredAnswer)[],
): Promise<void> {
  if (answers.length === 0) return;
  await db.query(
    `UPDATE idempotency_record AS record
     SET status = given.status, media_type = given.media_type, body = given.body
     FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[])
       AS given (scope, key, status, media_type, body)
     WHERE record.scope = given.scope AND record.key = given.key`,
    [
      answers.map(({ scope }) => scope),
      answers.map(({ key }) => key),
      answers.map(({ status }) => status),
      answers.map(({ mediaType }) => mediaType),
      answers.map(({ body }) => body),
    ],
  );
}

interface RecordRow extends Row {
  readonly request_hash: string;
  readonly status: number | null;
  readonly media_type: string | null;
  readonly body: string | null;
}

/** What earlier calls under the same keys were answered. */
export async function readRecords(
  db: Db,
  calls: readonly CallKey[],
): Promise<readonly CallRecord[]> {
  if (calls.length === 0) return [];
  const rows = await db.query<RecordRow[]>(
    `SELECT scope, key, request_hash, status, media_type, body
     FROM unnest($1::text[], $2::text[]) AS given (scope, key)
     JOIN idempotency_record USING (scope, key)`,
    [calls.map(({ scope }) => scope), calls.map(({ key }) => key)],
  );
  const byId = new Map(rows.map((row) => [recordId(row), row]));
  return calls.map((call) => {
    const row = byId.get(recordId(call));
    if (!row) throw new Error(`the record of ${call.scope} is gone`);
    if (row.request_hash !== call.requestHash) return { kind: 'reused' };
    return { kind: 'answered', answer: answerOf(row) };
  });
}

function answerOf({ scope, status, media_type: mediaType, body }: RecordRow): StoredAnswer {
  if (status !== null && mediaType !== null && body !== null) return { status, mediaType, body };
  throw new Error(`the record of ${scope} has no answer`);
}

const recordId = ({ scope, key }: Row): string => JSON.stringify([scope, key]);

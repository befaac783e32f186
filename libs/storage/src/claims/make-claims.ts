import { decideClaim, type ClaimContext } from '#domain';
import type { ClaimCall, DecidedCall, KnownOrder } from './claim-call.js';
import { lockShoppers, readContext } from './claim-context.js';
import type { Db } from './db.js';
import { settleExceptions } from './exceptions.js';
import { writeClaims } from './write-claims.js';

/**
 * Decides calls one after the other on the locked rows and writes what was admitted, with a few statements
 * for all of them. Nobody else can claim at these places until the transaction ends (promise I6).
 *
 * @param isAuthority whether what a source says of a location is what counts there
 */
export async function makeClaims(
  db: Db,
  calls: readonly ClaimCall[],
  isAuthority: (location: string, source: string) => boolean,
): Promise<readonly DecidedCall[]> {
  await lockShoppers(db, calls);
  const { context, now } = await readContext(db, calls, isAuthority);
  const known = await knownOrders(db, calls);
  const decided = decideAll(context, calls, known, now);
  await writeClaims(db, decided);
  await settleExceptions(db, decided);
  return decided;
}

function decideAll(
  context: ClaimContext,
  calls: readonly ClaimCall[],
  known: ReadonlyMap<string, KnownOrder>,
  now: Date,
): readonly DecidedCall[] {
  const orders = new Map(known);
  let current = context;
  return calls.map((call) => {
    const order = call.kind === 'order' && call.order ? orderKey(call.channel, call.order) : null;
    const before = order === null ? undefined : orders.get(order);
    if (before) return { call, outcome: before, now };
    const { decision, after } = decideClaim(current, call);
    current = after;
    if (order !== null && decision.kind === 'admitted') {
      orders.set(order, { kind: 'order_known', claim: call.id });
    }
    return { call, outcome: decision, now };
  });
}

const orderKey = (channel: string, { type, id }: { type: string; id: string }): string =>
  JSON.stringify([channel, type, id]);

async function knownOrders(
  db: Db,
  calls: readonly ClaimCall[],
): Promise<ReadonlyMap<string, KnownOrder>> {
  const orders = calls.flatMap(({ kind, channel, order }) =>
    kind === 'order' && order ? [{ channel, ...order }] : [],
  );
  if (orders.length === 0) return new Map();
  const rows = await db.query<{ channel: string; type: string; id: string; claim: string }[]>(
    `SELECT c.channel, c.order_type AS type, c.order_id AS id, c.id AS claim
     FROM unnest($1::text[], $2::text[], $3::text[]) AS given (channel, order_type, order_id)
     JOIN claim AS c USING (channel, order_type, order_id) WHERE c.kind = 'order'`,
    [
      orders.map(({ channel }) => channel),
      orders.map(({ type }) => type),
      orders.map(({ id }) => id),
    ],
  );
  return new Map(
    rows.map((row) => [orderKey(row.channel, row), { kind: 'order_known', claim: row.claim }]),
  );
}

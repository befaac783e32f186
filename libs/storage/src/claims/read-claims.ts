import type { ClaimState, Quantity, Shopper, Stage } from '#domain';
import type { OrderRef } from './claim-call.js';
import { quantityOf, type Db } from './db.js';

export interface ClaimLine {
  readonly sku: string;
  readonly location: string;
  readonly quantity: Quantity;
  /** of it, what the authority's own stock has fallen by */
  readonly absorbed: Quantity;
  readonly refs: readonly string[];
}

export interface Claim {
  readonly id: string;
  readonly kind: 'reservation' | 'order';
  readonly state: ClaimState;
  readonly version: number;
  readonly channel: string;
  readonly shopper: Shopper;
  readonly stage: Stage;
  readonly order: OrderRef | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly committedAt: Date | null;
  readonly endedAt: Date | null;
  readonly readmits: string | null;
  /** the claim that took its place after it had expired */
  readonly readmittedAs: string | null;
  readonly lines: readonly ClaimLine[];
}

interface ClaimRow {
  readonly id: string;
  readonly kind: Claim['kind'];
  readonly state: ClaimState;
  readonly version: number;
  readonly channel: string;
  readonly shopper: Shopper;
  readonly stage: Stage;
  readonly order_type: string | null;
  readonly order_id: string | null;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly committed_at: Date | null;
  readonly ended_at: Date | null;
  readonly readmits: string | null;
  readonly readmitted_as: string | null;
  readonly lines: {
    readonly sku: string;
    readonly location: string;
    readonly quantity: string;
    readonly absorbed: string;
    readonly refs: string[];
  }[];
  readonly now: Date;
}

const claimsWhere = (condition: string): string => `
  SELECT c.id, c.kind, c.state, c.version, c.channel, c.shopper, c.stage, c.order_type, c.order_id,
         c.created_at, c.expires_at, c.committed_at, c.ended_at, c.readmits,
         (SELECT r.id FROM claim AS r WHERE r.readmits = c.id) AS readmitted_as,
         (SELECT coalesce(json_agg(json_build_object(
                   'sku', l.sku, 'location', l.location, 'quantity', l.quantity::text,
                   'absorbed', l.absorbed::text, 'refs', l.refs) ORDER BY l.sku, l.location), '[]')
          FROM claim_line AS l WHERE l.claim = c.id) AS lines,
         now() AS now
  FROM claim AS c WHERE ${condition}`;

/** A claim, and the hub's clock when it was read. */
export interface ClaimAt {
  readonly claim: Claim;
  readonly now: Date;
}

export const readClaim = (db: Db, id: string): Promise<ClaimAt | undefined> =>
  first(db, claimsWhere('c.id = $1'), id);

/** As `readClaim`, its row locked; those of its places have been locked before. */
export const lockClaim = (db: Db, id: string): Promise<ClaimAt | undefined> =>
  first(db, `${claimsWhere('c.id = $1')} FOR UPDATE OF c`, id);

/** Claims that were made in this transaction, by id. */
export async function readClaims(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Claim>> {
  if (ids.length === 0) return new Map();
  const rows = await db.query<ClaimRow[]>(claimsWhere('c.id = ANY ($1::uuid[])'), [ids]);
  return new Map(rows.map((row) => [row.id, toClaim(row)]));
}

async function first(db: Db, statement: string, id: string): Promise<ClaimAt | undefined> {
  const [row] = await db.query<ClaimRow[]>(statement, [id]);
  return row && { claim: toClaim(row), now: row.now };
}

const toClaim = (row: ClaimRow): Claim => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  version: row.version,
  channel: row.channel,
  shopper: row.shopper,
  stage: row.stage,
  order:
    row.order_type === null || row.order_id === null
      ? null
      : { type: row.order_type, id: row.order_id },
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  committedAt: row.committed_at,
  endedAt: row.ended_at,
  readmits: row.readmits,
  readmittedAs: row.readmitted_as,
  lines: row.lines.map(({ quantity, absorbed, ...line }) => ({
    ...line,
    quantity: quantityOf(quantity),
    absorbed: quantityOf(absorbed),
  })),
});

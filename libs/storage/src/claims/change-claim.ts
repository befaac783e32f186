import { absorb, stepClaim, type ClaimCommand, type DocumentRef, type HeldLine } from '#domain';
import type { OrderRef } from './claim-call.js';
import type { Db } from './db.js';
import { endClaims, expireDue } from './end-claims.js';
import { lockStocks } from './lock-stocks.js';
import { announceAbsorptions } from './outbox.js';
import { lockClaim, readClaim, type Claim, type ClaimAt } from './read-claims.js';
import { readMovements } from './read-movements.js';
import { recordAbsorptions } from './record-absorptions.js';

/** `refused`: the claim's state allows no such thing. `other_order`: it belongs to another order. */
export type ChangedClaim =
  | { readonly kind: 'done'; readonly id: string }
  | { readonly kind: 'readmit'; readonly claim: Claim }
  | { readonly kind: 'refused'; readonly claim: Claim }
  | { readonly kind: 'no_order' | 'other_order'; readonly claim: Claim }
  | { readonly kind: 'unknown' };

/**
 * A claim with the rows of its places locked before its own, in the order that everybody keeps. Those of
 * due claims there have ended, this one included.
 */
async function openClaim(db: Db, id: string): Promise<ClaimAt | undefined> {
  const found = await readClaim(db, id);
  if (!found) return undefined;
  const locked = await lockStocks(db, found.claim.lines);
  await expireDue(db, locked);
  return lockClaim(db, id);
}

/** Lets a claim hold its units for a whole window more, from now. */
export async function extendClaim(
  db: Db,
  id: string,
  windowEnd: (claim: Claim, now: Date) => Date,
): Promise<ChangedClaim> {
  const opened = await openClaim(db, id);
  if (!opened) return { kind: 'unknown' };
  const { claim, now } = opened;
  if (stepClaim(claim, 'extend', now).kind !== 'moved') return { kind: 'refused', claim };
  await db.query(
    `UPDATE claim SET expires_at = $3, version = version + 1
     WHERE id = $1 AND version = $2 AND state = 'active'`,
    [id, claim.version, windowEnd(claim, now).toISOString()],
  );
  return { kind: 'done', id };
}

/** Gives a claim's units back. */
export async function releaseClaim(db: Db, id: string): Promise<ChangedClaim> {
  const opened = await openClaim(db, id);
  if (!opened) return { kind: 'unknown' };
  const { claim } = opened;
  const step = stepOf(opened, 'release');
  if (step.kind === 'refused') return { kind: 'refused', claim };
  if (step.kind === 'moved') await endClaims(db, [id], 'released');
  return { kind: 'done', id };
}

/** How a channel's order is found in the ledger, and whose word counts there. */
export interface Authority {
  readonly documentOf: (claim: Claim, order: OrderRef) => DocumentRef;
  /** whether what a source says of a location is what counts there */
  readonly isAuthority: (location: string, source: string) => boolean;
}

/**
 * Binds a claim to an order: it no longer expires, and waits for the authority's row of that order. If the
 * authority was first, its units are taken off at once.
 *
 * @param given null: the order that the claim was made for
 * @returns `readmit` when it had expired: its units must be admitted anew
 */
export async function commitClaim(
  db: Db,
  id: string,
  given: OrderRef | null,
  authority: Authority,
): Promise<ChangedClaim> {
  const opened = await openClaim(db, id);
  if (!opened) return { kind: 'unknown' };
  const { claim } = opened;
  const order = claim.order ?? given;
  if (!order) return { kind: 'no_order', claim };
  if (given && !isSame(given, order)) return { kind: 'other_order', claim };
  const step = stepOf(opened, 'commit');
  if (step.kind === 'refused') return { kind: 'refused', claim };
  if (step.kind === 'readmit') return readmission({ ...claim, order });
  if (step.kind === 'moved') await bind(db, claim, order, authority);
  return { kind: 'done', id };
}

const isSame = (one: OrderRef, other: OrderRef): boolean =>
  one.type === other.type && one.id === other.id;

/** Asked for a second time, it is answered with the claim that took its place. */
const readmission = (claim: Claim): ChangedClaim =>
  claim.readmittedAs === null
    ? { kind: 'readmit', claim }
    : { kind: 'done', id: claim.readmittedAs };

async function bind(db: Db, claim: Claim, order: OrderRef, authority: Authority): Promise<void> {
  const document = authority.documentOf(claim, order);
  await db.query(
    `UPDATE claim SET state = 'committed', committed_at = now(), expires_at = NULL,
            order_type = $3, order_id = $4, cause_id = $5, version = version + 1
     WHERE id = $1 AND version = $2 AND state = 'active'`,
    [claim.id, claim.version, order.type, order.id, document.id],
  );
  await absorbKnown(db, claim, document, authority);
}

const stepOf = ({ claim, now }: ClaimAt, command: ClaimCommand) => stepClaim(claim, command, now);

async function absorbKnown(
  db: Db,
  { id, lines }: Claim,
  document: DocumentRef,
  { isAuthority }: Authority,
): Promise<void> {
  const skus = lines.map(({ sku }) => sku);
  const { movements, used } = await readMovements(db, [document], skus, isAuthority);
  const held: HeldLine[] = lines.map(({ sku, location, quantity, absorbed }) => ({
    claim: id,
    sku,
    location,
    document,
    open: quantity - absorbed,
  }));
  const absorptions = absorb(movements, held, used);
  await recordAbsorptions(db, absorptions);
  await announceAbsorptions(db, absorptions);
}

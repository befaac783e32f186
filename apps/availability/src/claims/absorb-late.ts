import { absorb, type HeldLine, type Terms } from '#domain';
import { lockStocks, readMovements, recordAbsorptions } from '#storage';
import type { EntityManager } from 'typeorm';
import { isAuthority } from '../counted-stock.js';
import { quantityOf } from '../ledger-json.js';

interface HeldRow {
  readonly claim: string;
  readonly sku: string;
  readonly location: string;
  readonly open: string;
  readonly type: string;
  readonly id: string;
}

/** Units that orders hold of items, oldest claim first. */
async function readHeld(manager: EntityManager, skus: readonly string[]): Promise<HeldLine[]> {
  const rows = await manager.query<HeldRow[]>(
    `SELECT l.claim, l.sku, l.location, (l.quantity - l.absorbed)::text AS open,
            c.order_type AS type, c.cause_id AS id
     FROM claim_line AS l JOIN claim AS c ON c.id = l.claim
     WHERE l.held AND l.sku = ANY ($1::text[]) AND c.cause_id IS NOT NULL
     ORDER BY c.created_at, c.id`,
    [skus],
  );
  return rows.map(({ claim, sku, location, open, type, id }) => ({
    claim,
    sku,
    location,
    document: { type, id },
    open: quantityOf(open),
  }));
}

/**
 * Absorbs claims by what the ledger holds already. A claim that was made while a fold with its order's row
 * was under way is seen by neither; its announcement leads here, after that fold.
 */
export async function absorbLate(
  manager: EntityManager,
  terms: Terms,
  skus: readonly string[],
): Promise<void> {
  const found = await readHeld(manager, skus);
  if (found.length === 0) return;
  await lockStocks(manager, found);
  const held = await readHeld(manager, skus);
  const documents = held.map(({ document }) => document);
  const { movements, used } = await readMovements(manager, documents, skus, (location, source) =>
    isAuthority(terms, location, source),
  );
  await recordAbsorptions(manager, absorb(movements, held, used));
}

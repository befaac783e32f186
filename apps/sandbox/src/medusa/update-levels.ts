import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { FakeFaults } from '../fake/fake-fault.js';
import { refuse } from './refuse.js';
import type { Item, Level, Shelf } from './shelf.js';

/** Of the three lists only that of updates; the rows' other fields pass unread, as they do in the shop. */
const batch = z.strictObject({
  update: z.array(
    z.object({
      inventory_item_id: z.string(),
      location_id: z.string(),
      stocked_quantity: z.number().min(0).optional(),
    }),
  ),
});

type Row = z.infer<typeof batch>['update'][number];

interface Found {
  readonly item: Item;
  readonly level: Level;
}

/** `POST /admin/inventory-items/location-levels/batch`: all of the rows, or none. */
export const updateLevels =
  (shelf: Shelf, faults: FakeFaults): RequestHandler =>
  ({ body }, response) => {
    const read = batch.safeParse(body);
    if (!read.success) {
      return refuse(response, 'invalid_data', `Invalid request: ${z.prettifyError(read.error)}`);
    }
    const { update } = read.data;
    const missing = update.filter((row) => !find(shelf, row)).map(notStocked);
    if (missing.length > 0) return refuse(response, 'not_found', missing.join(', '));
    const applies = faults.take('never_apply') === undefined;
    const updated = new Map<string, object>();
    for (const row of update) {
      const found = find(shelf, row);
      if (found) updated.set(row.inventory_item_id, updatedLevel(shelf, found, row, applies));
    }
    // In the shop's own order, which is not that of the rows.
    response.json({ created: [], updated: [...updated.values()].toReversed() });
  };

function find(shelf: Shelf, { inventory_item_id, location_id }: Row): Found | undefined {
  const item = shelf.get(inventory_item_id);
  const level = item && shelf.level(item, location_id);
  return item && level && { item, level };
}

function updatedLevel(shelf: Shelf, { item, level }: Found, row: Row, applies: boolean): object {
  const before = level.stocked_quantity - level.reserved_quantity;
  const stocked = row.stocked_quantity ?? level.stocked_quantity;
  if (applies) shelf.set(item, level, stocked);
  // The shop reckons what is available before it writes.
  return {
    ...level,
    inventory_item_id: item.id,
    available_quantity: before,
    stocked_quantity: stocked,
  };
}

const notStocked = ({ inventory_item_id, location_id }: Row): string =>
  `Item ${inventory_item_id} is not stocked at location ${location_id}`;

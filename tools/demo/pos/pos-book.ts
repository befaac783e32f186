import type { Connection } from 'mysql2/promise';
import type { RowWrite } from '../journal.js';
import type { Store } from '../places.js';
import { execute, select } from './connect-pos.js';

/** Ids of the application's rows, by what people call them. */
export interface PosIds {
  readonly items: ReadonlyMap<string, { readonly id: number; readonly goods: boolean }>;
  readonly stores: ReadonlyMap<string, number>;
  readonly employee: number;
}

/** What one transaction reads and writes of stock, row by row as the application does. */
export class PosBook {
  readonly writes: RowWrite[] = [];

  constructor(
    readonly connection: Connection,
    readonly ids: PosIds,
  ) {}

  item(code: string): { id: number; goods: boolean } {
    const item = this.ids.items.get(code);
    if (!item) throw new Error(`The POS has no item ${code}: was it installed from other data?`);
    return item;
  }

  store(name: string): number {
    const id = this.ids.stores.get(name);
    if (id === undefined) throw new Error(`The POS has no stock location ${name}.`);
    return id;
  }

  /** The quantity of an item in a store, locked until the transaction ends. */
  async level(code: string, store: Store): Promise<number> {
    const [row] = await select<{ quantity: string }>(
      this.connection,
      'SELECT quantity FROM ospos_item_quantities WHERE item_id = ? AND location_id = ? FOR UPDATE',
      [this.item(code).id, this.store(store)],
    );
    return Number(row?.quantity ?? 0);
  }

  async changeLevel(code: string, store: Store, change: number): Promise<void> {
    const before = await this.level(code, store);
    const key = { item_id: this.item(code).id, location_id: this.store(store) };
    await execute(
      this.connection,
      `INSERT INTO ospos_item_quantities (item_id, location_id, quantity) VALUES (?, ?, ?)
       ON DUPLICATE KEY UPDATE quantity = quantity + VALUES(quantity)`,
      [key.item_id, key.location_id, change],
    );
    this.writes.push({
      table: 'ospos_item_quantities',
      key,
      op: 'update',
      item: code,
      location: store,
      before: { quantity: decimal(before) },
      after: { quantity: decimal(before + change) },
    });
  }

  /** A line of the inventory's history; its comment is all that tells why. */
  async noteMovement(code: string, store: Store, change: number, comment: string): Promise<void> {
    const id = await execute(
      this.connection,
      `INSERT INTO ospos_inventory
         (trans_date, trans_items, trans_user, trans_location, trans_comment, trans_inventory)
       VALUES (CURRENT_TIMESTAMP, ?, ?, ?, ?, ?)`,
      [this.item(code).id, this.ids.employee, this.store(store), comment, change],
    );
    const after = { trans_comment: comment, trans_inventory: decimal(change) };
    this.inserted('ospos_inventory', { trans_id: id }, code, store, after);
  }

  inserted(
    table: string,
    key: RowWrite['key'],
    item: string | null,
    location: string | null,
    after: RowWrite['after'],
  ): void {
    this.writes.push({ table, key, op: 'insert', item, location, before: null, after });
  }
}

export const decimal = (quantity: number): string => quantity.toFixed(3);

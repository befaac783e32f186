import type { SoldFact } from '../../oracle/claim-facts.js';
import type { Random } from '../../chaos/random.js';
import { FIRST_ORDER, STEADY_SKUS, type Sale } from '../sellers/sellers.js';
import { decimal, type ShopSystem, type SystemKind } from './shop-systems.js';
import type { Transaction } from './source-database.js';
import type { Row } from './source-log.js';

/** Two items may bear one code. */
const CODES = ['A', 'B', 'C', 'D', 'E'] as const;
const ITEMS = 7;
/** Items whose code never changes have ids from here on. */
const FIRST_STEADY = ITEMS + 1;
const KINDS_OF_ORDER: Readonly<Record<SystemKind, string | null>> = {
  till: 'note',
  books: 'sale',
  depot: null,
};

type Deed = (clerk: Clerk, transaction: Transaction) => void;

/** Works in one legacy system: counts, sells, moves, renames, deletes, by chance. */
export class Clerk {
  /** of orders, in the oracle's words */
  readonly sold: SoldFact[] = [];
  private numbers = 0;

  /** @param places names that the system gives to each of its places, by id */
  constructor(
    private readonly system: ShopSystem,
    private readonly places: readonly (readonly string[])[],
    private readonly random: Random,
  ) {}

  /**
   * Names everything once, and states some stock.
   *
   * @param isSold some of what will be ordered is there
   */
  open(isSold: boolean): void {
    const { database } = this.system;
    const transaction = database.begin();
    for (let id = 1; id <= ITEMS; id += 1) {
      // Some have no code yet: what names them has to wait.
      transaction.write('items', null, { id, code: this.random.pick(['', ...CODES]) });
    }
    for (const [at, code] of STEADY_SKUS.entries()) {
      transaction.write('items', null, { id: FIRST_STEADY + at, code });
    }
    for (const [at, [name = '']] of this.places.entries()) {
      transaction.write('places', null, { id: at + 1, name });
    }
    for (let rows = this.random.whole(0, 6); rows > 0; rows -= 1) this.add(transaction);
    for (const at of STEADY_SKUS.keys()) if (isSold) this.stockUp(transaction, FIRST_STEADY + at);
    this.system.note(transaction.commit());
  }

  private stockUp(transaction: Transaction, item: number): void {
    const { database } = this.system;
    const table = database.tables().includes('levels') ? 'levels' : 'moves';
    const quantity = decimal(1_000 * this.random.whole(8, 24));
    this.numbers += 1;
    const row = { item_id: item, place_id: 1, quantity, ...this.identity(table) };
    const rest = table === 'levels' ? { reserved: decimal(0) } : { status: 'open' };
    if (database.has(table, database.keyOf(table, row))) return;
    transaction.write(table, null, { ...row, ...rest });
  }

  /** Gives every item a code that still has none. */
  close(): void {
    const transaction = this.system.database.begin();
    for (const item of this.system.database.free('items')) {
      if (item['code'] !== '') continue;
      transaction.write('items', item, { ...item, code: this.random.pick(CODES) });
    }
    this.system.note(transaction.commit());
  }

  /** Begins a transaction of one to four deeds and leaves it open. */
  work(): Transaction {
    const transaction = this.system.database.begin();
    for (let deeds = this.random.whole(1, 4); deeds > 0; deeds -= 1) {
      this.random.pick(DEEDS)(this, transaction);
    }
    return transaction;
  }

  /** @returns what was changed, for people */
  commit(transaction: Transaction): string {
    const changes = transaction.commit();
    this.system.note(changes);
    const told = changes.map(({ table, op, before, after }) => {
      return `${op} ${table} ${JSON.stringify(before)} → ${JSON.stringify(after)}`;
    });
    return `${this.system.source} commits ${told.join('; ')}`;
  }

  /** Whether orders of the type are sold in this system. */
  sells(type: string | undefined): boolean {
    return type === KINDS_OF_ORDER[this.system.kind];
  }

  /** @returns what was changed, for people; undefined: nothing, for the item is not there, or held */
  sell({ order, sku, units }: Sale): string | undefined {
    const item = FIRST_STEADY + STEADY_SKUS.findIndex((steady) => steady === sku);
    const at = { id: Number(order.id), item_id: item, place_id: 1 };
    const transaction = this.system.database.begin();
    const document = `${order.type}:${order.id}`;
    if (this.system.kind === 'books') {
      this.sold.push({ document, sku, shelf: 'outlet', amount: 1_000 * units });
      transaction.write('moves', null, {
        ...at,
        quantity: decimal(-1_000 * units),
        status: 'open',
      });
      return this.commit(transaction);
    }
    const level = this.system.database
      .free('levels')
      .find(({ item_id, place_id }) => item_id === item && place_id === 1);
    if (!level) return undefined;
    this.sold.push({ document, sku, shelf: 'leeds', amount: 1_000 * units });
    const left = Math.round(Number(level['quantity']) * 1_000) - 1_000 * units;
    transaction.write('levels', level, { ...level, quantity: decimal(left) });
    transaction.write('moves', null, { ...at, quantity: decimal(0), status: 'void' });
    return this.commit(transaction);
  }

  add(transaction: Transaction): void {
    const table = this.stockTable();
    this.numbers += 1;
    const row = { ...this.place(), ...this.amounts(table), ...this.identity(table) };
    if (this.system.database.has(table, this.system.database.keyOf(table, row))) return;
    transaction.write(table, null, row);
  }

  /** Changes a row once, or twice in the same transaction. */
  change(transaction: Transaction): void {
    this.onRow((table, row) => {
      const once = { ...row, ...this.amounts(table) };
      transaction.write(table, row, once);
      if (this.random.chance(0.2))
        transaction.write(table, once, { ...once, ...this.amounts(table) });
    });
  }

  move(transaction: Transaction): void {
    this.onRow((table, row) => {
      const moved = { ...row, ...this.place() };
      const { database } = this.system;
      const [from, to] = [database.keyOf(table, row), database.keyOf(table, moved)];
      if (from !== to && database.has(table, to)) return;
      transaction.write(table, row, moved);
    });
  }

  remove(transaction: Transaction): void {
    this.onRow((table, row) => transaction.write(table, row, null));
  }

  renameItem(transaction: Transaction): void {
    const items = this.system.database.free('items').filter(({ id }) => Number(id) <= ITEMS);
    if (items.length === 0) return;
    const item = this.random.pick(items);
    transaction.write('items', item, { ...item, code: this.random.pick(CODES) });
  }

  renamePlace(transaction: Transaction): void {
    const places = this.system.database.free('places');
    if (places.length === 0) return;
    const place = this.random.pick(places);
    const names = this.places[Number(place['id']) - 1] ?? [];
    transaction.write('places', place, { ...place, name: this.random.pick(names) });
  }

  private onRow(deed: (table: string, row: Row) => void): void {
    const table = this.stockTable();
    // what is ordered is mostly left to the sellers
    const most = this.random.chance(0.1) ? FIRST_ORDER : ITEMS;
    const rows = this.system.database
      .free(table)
      .filter(({ id }) => id === undefined || Number(id) < FIRST_ORDER)
      .filter(({ item_id }) => Number(item_id) <= most);
    if (rows.length > 0) deed(table, this.random.pick(rows));
  }

  private stockTable(): string {
    const tables = this.system.database.tables();
    return tables.includes('levels') && this.random.chance(0.7) ? 'levels' : 'moves';
  }

  private place(): Row {
    return {
      item_id: this.random.whole(1, ITEMS + STEADY_SKUS.length),
      place_id: this.random.whole(1, this.places.length),
    };
  }

  private identity(table: string): Row {
    const isNumbered = this.system.database.keyOf(table, { id: 0 }).includes('id=0');
    return isNumbered ? { id: this.numbers } : {};
  }

  private amounts(table: string): Row {
    const quantity = decimal(this.random.pick([1, 250, 1_000]) * this.random.whole(-4, 24));
    return table === 'levels'
      ? { quantity, reserved: decimal(this.random.pick([0, 0, 500, 2_000])) }
      : { quantity, status: this.random.pick(['open', 'open', 'void']) };
  }
}

const DEEDS: readonly Deed[] = [
  (clerk, transaction) => clerk.add(transaction),
  (clerk, transaction) => clerk.add(transaction),
  (clerk, transaction) => clerk.change(transaction),
  (clerk, transaction) => clerk.change(transaction),
  (clerk, transaction) => clerk.change(transaction),
  (clerk, transaction) => clerk.move(transaction),
  (clerk, transaction) => clerk.remove(transaction),
  (clerk, transaction) => clerk.renameItem(transaction),
  (clerk, transaction) => clerk.renamePlace(transaction),
];

import { randomNumbers } from '../../support/random.js';

export const LOCATIONS = ['store-london', 'store-leeds', 'warehouse'] as const;

/** A sequence of changes of source rows; each row states how much of an item lies at a location. */
export interface LoadSpec {
  readonly name: string;
  readonly items: number;
  /** 1: every item lies at one of the locations, which is another one from item to item */
  readonly locationsPerItem: 1 | 3;
  /** `passes`: every row once, shuffled, then every row again; `random`: any row, each as likely */
  readonly order: 'passes' | 'random';
  /** the rows are in the state already, with their first version */
  readonly prefilled: boolean;
}

/** Version `seq` of a row. The same two numbers are the same change, to the byte. */
export interface Change {
  readonly row: number;
  readonly seq: number;
}

/** One in so many events is an older version of the row that came before it. */
const STALE_EVERY = 100;
const SEED = 20_261_126;

export const rowsOf = ({ items, locationsPerItem }: LoadSpec): number => items * locationsPerItem;

export const itemOf = ({ items }: LoadSpec, row: number): number => row % items;

export const locationOf = ({ items, locationsPerItem }: LoadSpec, row: number): number =>
  locationsPerItem === 1 ? row % LOCATIONS.length : Math.floor(row / items);

export const skuOf = (item: number): string => `SKU-${String(item).padStart(7, '0')}`;

/** Thousandths of a unit; every fiftieth is not a whole number, and none is what a row has at first. */
export function quantityOf({ row, seq }: Change): number {
  if (seq === 0) return firstQuantity(row);
  const mixed = (Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(seq, 0x85ebca6b)) >>> 0;
  return (200 + (mixed % 400)) * 1000 + (mixed % 50 === 0 ? 500 : 0);
}

/** Of a prefilled row; the prefill states it again in SQL. */
const firstQuantity = (row: number): number => (100 + (row % 50)) * 1000;

export const formatThousandths = (thousandths: number): string => String(thousandths / 1000);

/** Makes a load's events, some at a time; `newest` tells the version that each row must have by then. */
export class Changes {
  readonly newest: Int32Array;
  private readonly nextRow: () => number;
  private row = 0;
  private count = 0;

  constructor(readonly spec: LoadSpec) {
    this.newest = new Int32Array(rowsOf(spec)).fill(spec.prefilled ? 0 : -1);
    this.nextRow = rowOrder(spec);
  }

  *next(events: number): Generator<Change> {
    for (let made = 0; made < events; made += 1) {
      this.count += 1;
      const before = (this.newest[this.row] ?? 0) - 1;
      if (this.count % STALE_EVERY === 0 && before > 0) yield { row: this.row, seq: before };
      else yield this.fresh();
    }
  }

  private fresh(): Change {
    this.row = this.nextRow();
    const seq = Math.max(0, this.newest[this.row] ?? 0) + 1;
    this.newest[this.row] = seq;
    return { row: this.row, seq };
  }
}

function rowOrder(spec: LoadSpec): () => number {
  const rows = rowsOf(spec);
  const random = randomNumbers(SEED);
  if (spec.order === 'random') return () => Math.floor(random() * rows);
  const shuffled = Uint32Array.from({ length: rows }, (_, row) => row);
  for (let at = rows - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [shuffled[at], shuffled[other]] = [shuffled[other] ?? 0, shuffled[at] ?? 0];
  }
  let at = -1;
  return () => shuffled[(at = (at + 1) % rows)] ?? 0;
}

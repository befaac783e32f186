/*
 * What sources committed, in this oracle's own words. Amounts are whole thousandths. Nothing here, and
 * nothing in this folder, imports from the product: what both get wrong in the same way would stay hidden.
 */

/** One committed state of one row of a source. */
export interface RowFact {
  readonly source: string;
  readonly table: string;
  readonly key: string;
  /** place in the source's history, rising; two facts of one row never share it */
  readonly at: number;
  /** null: the row was deleted */
  readonly says: Statement | null;
}

/** What a row says: so much of an item at a place, in the source's own ids. */
export interface Statement {
  readonly item: string;
  readonly place: string;
  /** bucket → thousandths that the row adds to it */
  readonly adds: Readonly<Record<string, number>>;
}

/** A source calls an item or a place so from here on. */
export interface NameFact {
  readonly source: string;
  readonly of: 'item' | 'place';
  readonly id: string;
  readonly at: number;
  /** empty: it has none */
  readonly name: string;
}

export interface History {
  readonly rows: readonly RowFact[];
  readonly names: readonly NameFact[];
}

export interface Shelf {
  readonly id: string;
  readonly source: string;
  readonly place: string;
}

export interface Outlet {
  readonly id: string;
  readonly sellsFrom: readonly string[];
  readonly keepsBack: number;
  readonly protects: Readonly<Record<string, number>>;
  readonly atMost: number | null;
}

/** Where stock is counted, and who sells it. */
export interface Shop {
  readonly shelves: readonly Shelf[];
  readonly outlets: readonly Outlet[];
}

/*
 * What sources committed, in this oracle's own words. Amounts are whole thousandths, times milliseconds.
 * Nothing here, and nothing in this folder, imports from the product: what both get wrong in the same way
 * would stay hidden.
 */

/** One committed state of one row of a source. */
export interface RowFact {
  readonly source: string;
  readonly table: string;
  readonly key: string;
  /** place in the source's history, rising; two facts of one row never share it */
  readonly at: number;
  /** of the commit, by the source's clock; rises with `at` */
  readonly time: number;
  /** null: the row was deleted, or says nothing of stock any more */
  readonly says: Statement | null;
}

/**
 * What a row says of an item, in the source's own ids.
 *
 * `level`: so much is there. `move`: so much came or went. `count`: so much was found there, at a time
 * that may lie before the commit; what had moved until then no longer counts.
 */
export interface Statement {
  readonly what: 'level' | 'move' | 'count';
  readonly item: string;
  readonly lines: readonly Line[];
  /** of a count: when it was taken; null: when it was first written */
  readonly takenAt: number | null;
  /** of a move: the document that it belongs to; a cancellation without its sale gives nothing back */
  readonly cause: { readonly is: 'sale' | 'cancellation'; readonly id: string } | null;
}

/** So many thousandths in a bucket of a place; of a move, more or fewer. */
export interface Line {
  readonly place: string;
  readonly bucket: string;
  readonly amount: number;
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

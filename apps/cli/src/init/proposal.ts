/** A table that translates an id, or null where a row names the thing itself. */
export interface ProposedReference {
  readonly table: string;
  readonly key: string;
  /** of an item its code, of a place its name */
  readonly says: string;
}

/** The item or the place of a row: by a column, and through a table where there is one. */
export interface ProposedLink {
  readonly column: string;
  readonly through: ProposedReference | null;
}

export interface ProposedLevels {
  readonly table: string;
  readonly key: readonly string[];
  readonly item: ProposedLink;
  /** null: the database knows one place only */
  readonly place: ProposedLink | null;
  readonly onHand: string;
  readonly reserved: string | null;
  readonly damaged: string | null;
}

export interface ProposedMovements {
  readonly table: string;
  readonly key: readonly string[];
  readonly item: ProposedLink;
  readonly place: ProposedLink | null;
  readonly quantity: string;
  readonly at: string | null;
  readonly reason: string | null;
  readonly document: string | null;
}

/** What a schema seems to mean. Every part of it is a guess that a person checks. */
export interface Proposal {
  readonly levels: ProposedLevels | null;
  readonly movements: ProposedMovements | null;
}

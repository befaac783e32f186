/** What one unit of a listing takes. */
export interface Part {
  readonly item: string;
  /** whole units, at least 1 */
  readonly units: number;
}

/** What is known of one listing beside its number. */
export interface MappedListing {
  /** the channel's own name of it */
  readonly sku: string;
  /** what else the channel knows it by, under the connector's own terms */
  readonly ids: Readonly<Record<string, string>>;
  /** each item once; null: one unit of the item of the same sku; none: not published */
  readonly parts: readonly Part[] | null;
  /** days from order to dispatch; null: as its channel says */
  readonly leadTimeDays: number | null;
  /** rises with its parts */
  readonly revision: number;
}

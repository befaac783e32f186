import type { TablePlace } from '#mapping';

/** What a capture login needs: to read the pack's tables, and to write one row of its own, and its marks where it needs them. */
export interface CaptureRights {
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly tables: readonly TablePlace[];
  readonly heartbeat: TablePlace;
  /** where the connector marks what it reads once more; null: it needs no such table */
  readonly marks: TablePlace | null;
}

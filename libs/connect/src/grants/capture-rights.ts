import type { TablePlace } from '#mapping';

/** What a capture login needs: to read the pack's tables, and to write its heartbeat and its signals. */
export interface CaptureRights {
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly tables: readonly TablePlace[];
  readonly heartbeat: TablePlace;
  /** where the connector is told to read rows once more, and marks what it reads; null: nowhere */
  readonly signals: TablePlace | null;
}

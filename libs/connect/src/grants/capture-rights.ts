import type { TablePlace } from '#mapping';

/** What a capture login needs: to read the pack's tables, and to write one row of its own. */
export interface CaptureRights {
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly tables: readonly TablePlace[];
  readonly heartbeat: TablePlace;
}

import { describePosition, type Engine } from '#mapping';

const BINLOG = /^\d{10}\.\d{20}\.\d{10}$/;
const LSN = /^\d{20}$/;

/** The database that wrote a position, by the position's fixed-width shape. */
function engineOf(position: string): Engine {
  if (BINLOG.test(position)) return 'mariadb';
  return LSN.test(position) ? 'postgresql' : 'sqlserver';
}

/**
 * A row's place in its source's log, as its database's tools write it: `LSN 0/32CB8A0`.
 *
 * @returns null where the source gave none, as in an incremental snapshot
 */
export const nativePosition = (position: string | null): string | null =>
  position === null || position === '' ? null : describePosition(engineOf(position), position);

/**
 * Where a state of a source row stands in its source's history (promises I2, I3).
 *
 * `position` is the native log position, fixed width, so that text order is log order; null where the
 * source gives none (an incremental snapshot of PostgreSQL).
 * `order` says what may be compared: `position` for streamed changes and for snapshot reads whose
 * position is trustworthy; `arrival` for PostgreSQL's snapshot reads, which may set a value by Kafka
 * order but never raise the guard.
 * `revision` counts the changes of the references that translated the row: a re-keyed row keeps its
 * position and rises in revision.
 */
export interface RowVersion {
  readonly epoch: number;
  readonly position: string | null;
  readonly order: 'position' | 'arrival';
  readonly offset: bigint;
  readonly revision: bigint;
}

/** The newest version of a row that has been applied. `position` is empty while only snapshots came. */
export interface RowGuard {
  readonly epoch: number;
  readonly position: string;
  readonly offset: bigint;
  readonly revision: bigint;
}

/**
 * The guard after the version, or undefined when the version is a duplicate or stale.
 *
 * Kafka offsets order what our own stages may repeat, native positions what the connector may replay:
 * a guard needs both.
 */
export function admit(guard: RowGuard | undefined, version: RowVersion): RowGuard | undefined {
  if (!guard || version.epoch > guard.epoch) return firstGuard(version);
  if (version.epoch < guard.epoch) return undefined;
  return version.order === 'arrival'
    ? admitByArrival(guard, version)
    : admitByPosition(guard, version);
}

function firstGuard(version: RowVersion): RowGuard {
  const position = version.order === 'position' ? (version.position ?? '') : '';
  return { epoch: version.epoch, position, offset: version.offset, revision: version.revision };
}

function admitByPosition(guard: RowGuard, version: RowVersion): RowGuard | undefined {
  const position = version.position ?? '';
  const newer =
    position > guard.position || (position === guard.position && version.revision > guard.revision);
  if (!newer) return undefined;
  const offset = version.offset > guard.offset ? version.offset : guard.offset;
  return { epoch: guard.epoch, position, offset, revision: version.revision };
}

function admitByArrival(guard: RowGuard, version: RowVersion): RowGuard | undefined {
  if (version.position !== null && version.position < guard.position) return undefined;
  const newer =
    version.offset > guard.offset ||
    (version.offset === guard.offset && version.revision > guard.revision);
  if (!newer) return undefined;
  return { ...guard, offset: version.offset, revision: version.revision };
}

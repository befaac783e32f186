import type { Engine, TablePlace } from '#mapping';
import { literally } from '../templates/common.js';

/** A table to read once more, and which of its rows. */
export interface ReadOnceMore {
  readonly place: TablePlace;
  /** a condition in the engine's SQL; null: every row */
  readonly filter: string | null;
}

export interface Signal {
  readonly id: string;
  readonly type: 'execute-snapshot' | 'pause-snapshot' | 'resume-snapshot' | 'stop-snapshot';
  readonly data: Readonly<Record<string, unknown>>;
}

/** Asks a connector to read tables once more, one after the other, while its stream goes on. */
export function readSignal(
  id: string,
  engine: Engine,
  database: string,
  tables: readonly ReadOnceMore[],
): Signal {
  const named = tables.map((table) => ({ ...table, name: nameOf(engine, database, table.place) }));
  const conditions = named.flatMap(({ name, filter }) =>
    filter === null ? [] : [{ 'data-collection': name, filter }],
  );
  return {
    id,
    type: 'execute-snapshot',
    data: {
      type: 'INCREMENTAL',
      'data-collections': named.map(({ name }) => name),
      ...(conditions.length > 0 ? { 'additional-conditions': conditions } : {}),
    },
  };
}

export const controlSignal = (id: string, what: 'pause' | 'resume' | 'stop'): Signal => ({
  id,
  type: `${what}-snapshot`,
  data: { type: 'INCREMENTAL' },
});

/** As the connector names a table; it reads this as a regular expression. */
function nameOf(engine: Engine, database: string, { schema, table }: TablePlace): string {
  const parts = engine === 'postgresql' ? [schema, table] : [database, schema, table];
  return literally(parts.filter((part) => part !== null).join('.'));
}

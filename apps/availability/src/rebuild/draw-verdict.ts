import type { Difference } from './compare-table.js';
import { COMPARED_TABLES } from './compared-tables.js';
import type { RebuildVerdict } from './rebuild.js';

export const verdictAsJson = ({ ok, upTo, tables }: RebuildVerdict) => ({
  ok,
  upTo: Object.fromEntries([...upTo].map(([partition, offset]) => [partition, offset.toString()])),
  tables: tables.map(({ table, rows, differences }) => ({
    table,
    rows,
    differences,
    notCompared: leftOut(table),
  })),
  differences: tables.flatMap(({ shown }) => shown),
});

export function drawVerdict({ ok, upTo, tables }: RebuildVerdict): string[] {
  const events = [...upTo.values()].reduce((sum, offset) => sum + offset, 0n);
  const differences = tables.flatMap(({ shown }) => shown);
  return [
    `built from ${events} offsets of ${upTo.size} partitions`,
    ...tables.map(
      ({ table, rows, differences: count }) =>
        `  ${table.padEnd(26)}${String(rows).padStart(10)} rows  ${count === 0 ? 'equal' : `${count} DIFFERENCES`}`,
    ),
    ...differences.map(tellDifference),
    ok ? 'the rebuilt state equals the live one' : 'the rebuilt state DIFFERS from the live one',
  ];
}

function tellDifference({ table, key, column, live, rebuilt }: Difference): string {
  const row = Object.entries(key)
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    .join(', ');
  if (column === null) return `${table}: ${row}: only in the ${live ? 'live' : 'rebuilt'} state`;
  return `${table}: ${row}: ${column} is ${textOf(live)}, rebuilt ${textOf(rebuilt)}`;
}

const textOf = (value: string | null): string =>
  value === null ? 'nothing' : JSON.stringify(value);

const leftOut = (name: string): readonly string[] =>
  COMPARED_TABLES.find(({ table }) => table === name)?.except ?? [];

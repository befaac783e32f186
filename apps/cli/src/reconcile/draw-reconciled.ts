import type { Reconciled } from '#connect';
import { formatQuantity, type Quantity } from '#domain';
import { table } from '../terminal/table.js';

const DIFFERENCES_SHOWN = 20;
const ROWS_SHOWN = 8;

export function drawReconciled(result: Reconciled): string[] {
  const { source, compared, differences, moving, unnamed, variance } = result;
  const left = differences.length - DIFFERENCES_SHOWN;
  return [
    `${source}: ${count(compared)} levels compared, ${count(differences.length)} different`,
    ...Object.entries(unnamed).map(
      ([name, levels]) => `  ${name}: the policy has no such location (${count(levels)} levels)`,
    ),
    ...(moving > 0 ? [`  ${count(moving)} changed at every look, and were not judged`] : []),
    ...(differences.length > 0 ? drawVariance(variance) : []),
    ...differences.slice(0, DIFFERENCES_SHOWN).flatMap(drawDifference),
    ...(left > 0 ? [`  … and ${count(left)} more, see --json`] : []),
    ...drawMended(result),
  ];
}

function drawVariance({ byLocation, byAge }: Reconciled['variance']): string[] {
  const lines = (of: Reconciled['variance']['byAge']) =>
    Object.entries(of).map(([name, { levels, net }]) => [name, count(levels), net]);
  return [
    ...table(['location', 'levels', 'units too many'], lines(byLocation)),
    ...table(['last changed', 'levels', 'units too many'], lines(byAge)),
  ].map((line) => `  ${line}`);
}

function drawDifference(each: Reconciled['differences'][number]): string[] {
  const { sku, location, bucket, folded, stated, rows, mended } = each;
  const left = rows.length - ROWS_SHOWN;
  return [
    `  ${sku} at ${location}, ${bucket}: ${amount(folded)} here, ${amount(stated)} by the source${mended ? ' (mended)' : ''}`,
    ...rows.slice(0, ROWS_SHOWN).map((row) => `    ${row}`),
    ...(left > 0 ? [`    … and ${count(left)} rows more`] : []),
    ...(rows.length === 0 ? ['    no row says anything of it'] : []),
  ];
}

function drawMended({ source, differences, backfill }: Reconciled): string[] {
  if (differences.length === 0) return [];
  if (backfill === null) return [`to mend: shelfwire reconcile ${source} --fix`];
  const left = differences.filter(({ mended }) => !mended).length;
  const mended = `${count(differences.length - left)} mended by backfill ${backfill}`;
  return left === 0
    ? [mended]
    : [
        `${mended}, ${count(left)} not: a row that is gone from the source is not read again. To mend: shelfwire resnapshot ${source}`,
      ];
}

const count = (number: number): string => number.toLocaleString('en');

const amount = (quantity: Quantity | null): string =>
  quantity === null ? 'nothing' : formatQuantity(quantity);

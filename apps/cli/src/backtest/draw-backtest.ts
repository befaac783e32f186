import { formatQuantity, type Quantity } from '#domain';
import { table } from '../terminal/table.js';
import type { Backtested, ExplainedDifference } from './backtest.js';
import type { Reason } from './set-aside.js';

const DIFFERENCES_SHOWN = 20;
const ROWS_SHOWN = 8;

/** The result with its quantities as decimal texts. */
export const backtestJson = (result: Backtested): object => ({
  ...result,
  comparison: result.comparison && {
    ...result.comparison,
    differences: result.comparison.differences.map((each) => ({
      ...each,
      folded: each.folded === null ? null : formatQuantity(each.folded),
      stated: each.stated === null ? null : formatQuantity(each.stated),
    })),
  },
});

export function drawBacktest(result: Backtested): string[] {
  return [
    `${result.source}, as of ${result.at}: nothing was written`,
    '',
    ...table(
      ['table', 'rows'],
      Object.entries(result.rows).map(([name, rows]) => [name, count(rows)]),
    ),
    '',
    `${count(result.events)} events of ${count(result.items)} items`,
    ...result.setAside.flatMap(drawReason),
    '',
    ...drawComparison(result.comparison),
    '',
    'what channels would show of this source alone',
    ...table(
      ['channel', 'items', 'of them zero', 'units'],
      result.channels.map(({ channel, items, zero, units }) => [
        channel,
        count(items),
        count(zero),
        count(units),
      ]),
    ).map((line) => `  ${line}`),
  ];
}

const count = (number: number): string => number.toLocaleString('en');

const drawReason = ({ kind, table: name, reason, rows, example }: Reason): string[] => [
  `${count(rows)} row${rows === 1 ? '' : 's'} of ${name} ${kind === 'waits' ? 'would wait' : 'would be parked'}: ${reason}`,
  `  for instance ${example}`,
];

function drawComparison(comparison: Backtested['comparison']): string[] {
  if (!comparison) {
    return [
      'the pack has no levels statement: positions were compared with nothing (see docs/connecting-a-database.md)',
    ];
  }
  const { equal, differences, unnamed } = comparison;
  const elsewhere = Object.entries(unnamed).map(
    ([name, levels]) => `  ${name}: the policy has no such location (${count(levels)} levels)`,
  );
  const left = differences.length - DIFFERENCES_SHOWN;
  return [
    `against the source's own levels: ${count(equal)} equal, ${count(differences.length)} different`,
    ...elsewhere,
    ...differences.slice(0, DIFFERENCES_SHOWN).flatMap(drawDifference),
    ...(left > 0 ? [`  … and ${count(left)} more, see --json`] : []),
  ];
}

function drawDifference({
  sku,
  location,
  bucket,
  folded,
  stated,
  rows,
}: ExplainedDifference): string[] {
  const left = rows.length - ROWS_SHOWN;
  return [
    `  ${sku} at ${location}, ${bucket}: ${amount(folded)} by its rows, ${amount(stated)} by the source`,
    ...rows.slice(0, ROWS_SHOWN).map((row) => `    ${row}`),
    ...(left > 0 ? [`    … and ${count(left)} rows more`] : []),
    ...(rows.length === 0 ? ['    no row says anything of it'] : []),
  ];
}

const amount = (quantity: Quantity | null): string =>
  quantity === null ? 'nothing' : formatQuantity(quantity);

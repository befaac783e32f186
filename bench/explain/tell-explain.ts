import type { WorldSize } from '../../test/support/explained-ledger/world.js';
import { machine, today } from '../support/machine.js';
import { markdownTable } from '../support/markdown-table.js';
import { replaceSection } from '../support/replace-section.js';
import type { Checked } from './check-samples.js';
import type { Measured } from './measure-requests.js';

/** Prints the figures and writes them into docs/benchmarks.md. */
export function tellExplain(
  { items, lines, hotItems, linesOfHot }: WorldSize,
  rows: readonly Measured[],
  { numbers, ofThePast, faults }: Checked,
): void {
  const ms = (value: number) => value.toFixed(1);
  const table = markdownTable(
    ['asked over HTTP', 'requests', 'p50 ms', 'p95 ms', 'p99 ms'],
    rows.map(({ what, taken }) => [
      what,
      String(taken.count),
      ms(taken.p50),
      ms(taken.p95),
      ms(taken.p99),
    ]),
  );
  const body = [
    '`npm run bench:explain`',
    '',
    `${today()}, ${machine()}. ${lines} sealed ledger lines of ${items} items, ${hotItems} of them with ${linesOfHot} lines each, over 90 days, two policies, claims, and what was published; one PostgreSQL and the API on the same machine, one request after the other. Method: \`bench/explain\`.`,
    '',
    table,
    '',
    `${numbers} published numbers, ${ofThePast} of them of past moments, were reckoned again from what the explanation says by an oracle that shares no code with the product (\`test/oracle/explained-number.ts\`): ${numbers - faults.length} came out to the unit.`,
  ].join('\n');
  console.log(body);
  replaceSection('docs/benchmarks.md', 'Explanations', body);
}

import { machine, today } from '../../support/machine.js';
import { markdownTable } from '../../support/markdown-table.js';
import type { ThroughputResult } from './measure-throughput.js';

export function tellThroughput(results: readonly ThroughputResult[]): string {
  const rows = results.map(({ delayMs, rowsPerCall, ours, theirs }) => [
    `${delayMs} ms`,
    String(rowsPerCall),
    Math.round(ours).toLocaleString('en-US'),
    Math.round(theirs).toLocaleString('en-US'),
    (ours / theirs).toFixed(2),
  ]);
  const head = [
    'answers after',
    'rows a call',
    'publisher, rows/s',
    'undici alone, rows/s',
    'ratio',
  ];
  return [
    '`npm run bench:channels -- --only throughput`',
    `${today()}, ${machine()}. 20,000 listings, all new, told once to a marketplace without limits, in a process of its own, that takes one call after the other. The publisher notes each call in PostgreSQL before it is sent, announces each answer on Kafka and records it; undici alone sends the same calls and looks at nothing but the number of rows. Medians of three turns after one that warms up. Method: \`bench/channels/throughput\`.`,
    markdownTable(head, rows),
  ].join('\n\n');
}

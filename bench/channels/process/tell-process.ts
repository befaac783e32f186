import { machine, today } from '../../support/machine.js';
import { markdownTable } from '../../support/markdown-table.js';
import type { Percentiles } from '../../support/percentiles.js';
import type { MemoryResult } from './measure-memory.js';
import type { TakeoverResult } from './measure-takeover.js';

const MIB = 2 ** 20;

export function tellTakeover({ killed, stopped }: TakeoverResult): string {
  const row = (what: string, { count, p50, max }: Percentiles) => [
    what,
    String(count),
    p50.toFixed(2),
    max.toFixed(2),
  ];
  return [
    '`npm run bench:channels -- --only takeover`',
    `${today()}, ${machine()}. Two publishers, one channel of 10,000 listings, a number that changes every 20 ms. From the end of the owner to the first answer that the other one got, at different moments between two renewals of the lease, which lasts 6 s and is renewed every 2 s. Method: \`bench/channels/process\`.`,
    markdownTable(
      ['the owner', 'times', 'p50 s', 'max s'],
      [row('is killed', killed), row('is asked to stop', stopped)],
    ),
  ].join('\n\n');
}

export function tellMemory(result: MemoryResult): string {
  const { channels, emptyHeap, heap, items, resident, seconds } = result;
  const listings = items * channels;
  const rows = [
    ['listings', listings.toLocaleString('en-US')],
    ['heap, MiB', Math.round(heap / MIB).toLocaleString('en-US')],
    ['resident, MiB', Math.round(resident / MIB).toLocaleString('en-US')],
    ['heap for each listing, bytes', String(Math.round((heap - emptyHeap) / listings))],
    ['from the start until all are known, s', seconds.toFixed(0)],
  ];
  return [
    '`npm run bench:channels -- --only memory`',
    `${today()}, ${machine()}. One publisher of ${channels} accounts with ${items.toLocaleString('en-US')} items each, all of them told and acknowledged, after a garbage collection. Node needs \`--max-old-space-size\` for as much. Method: \`bench/channels/process\`.`,
    markdownTable(['what', 'measured'], rows),
  ].join('\n\n');
}

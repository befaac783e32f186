import { startBackfill } from '#connect';
import { loadPack } from '#mapping';
import { readBackfill, type Backfill } from '#storage';
import { setTimeout as sleep } from 'node:timers/promises';
import { progressLine } from '../../apps/cli/src/backfill/draw-progress.js';
import { isOver, progressOf } from '../../apps/cli/src/backfill/progress.js';
import type { StackEndpoints } from '../../tools/stack/stack.js';
import { SOURCE, type StockedPos } from './install-stocked-pos.js';

const EVERY_MS = 1_000;

/** Reads the stock rows once more, and waits until the stages are through with them. */
export async function runBackfill(
  { connectUrl, kafkaBrokers }: Pick<StackEndpoints, 'connectUrl' | 'kafkaBrokers'>,
  { namespace, policy, state }: StockedPos,
  report: (line: string) => void,
): Promise<Backfill> {
  const { dataSource } = state;
  const settings = { connectUrl, kafkaBrokers, namespace };
  const pack = loadPack('connectors/opensourcepos');
  const { id } = await startBackfill(
    { dataSource, settings, policy, pack },
    {
      source: SOURCE,
      tables: ['ospos_item_quantities'],
      location: null,
      skus: [],
      reason: 'a measurement',
      askedBy: 'a measurement',
    },
  );
  let last = '';
  for (;;) {
    const backfill = await readBackfill(dataSource, id);
    if (!backfill) throw new Error(`there is no backfill ${id}`);
    const line = progressLine(progressOf(backfill, new Date()));
    if (line !== last) report(line);
    last = line;
    if (isOver(backfill)) return backfill;
    await sleep(EVERY_MS);
  }
}

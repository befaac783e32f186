import { readBackfill, type Backfill } from '#storage';
import type { DataSource } from 'typeorm';
import { setTimeout as sleep } from 'node:timers/promises';
import { printError } from '../terminal/print.js';
import { progressLine } from './draw-progress.js';
import { isOver, progressOf } from './progress.js';

const EVERY_MS = 1_000;
const CLEAR_LINE = '\r\u001b[2K';

/** Tells how far it is until it is over: one line that is drawn anew at a terminal, else one line when it changes. */
export async function followBackfill(dataSource: DataSource, id: string): Promise<Backfill> {
  const { isTTY } = process.stderr;
  let last = '';
  for (;;) {
    const backfill = await readBackfill(dataSource, id);
    if (!backfill) throw new Error(`there is no backfill ${id}`);
    const line = progressLine(progressOf(backfill, new Date()));
    if (isTTY) process.stderr.write(`${CLEAR_LINE}${line}`);
    else if (line !== last) printError(line);
    last = line;
    if (isOver(backfill)) {
      if (isTTY) process.stderr.write('\n');
      return backfill;
    }
    await sleep(EVERY_MS);
  }
}

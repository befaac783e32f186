import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StackEndpoints } from '../../../tools/stack/stack.js';
import { createTestDatabase } from '../../support/database.js';
import { captureTryton } from '../tryton/captured-tryton.js';
import { keepSample, untilBeat } from './record-days.js';

export const TRYTON = 'tryton';

/** Lets Tryton write its day, and keeps what the connector sent as the sample. */
export async function recordTryton(stack: StackEndpoints): Promise<void> {
  const state = await createTestDatabase(stack.statePostgres, 'record');
  const folder = mkdtempSync(path.join(tmpdir(), 'tryton-'));
  const names = { tag: TRYTON, namespace: '', databaseUrl: state.url, folder };
  const { books } = await captureTryton(stack, names);
  await untilBeat(stack, { pack: TRYTON }, Date.now());
  await books.write('trade');
  await keepSample(stack, { pack: TRYTON });
  rmSync(folder, { recursive: true });
  await state.drop();
}

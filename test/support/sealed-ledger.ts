import type { DataSource } from 'typeorm';
import { ApplyBatches } from '../../apps/availability/src/apply-batches.js';
import { TermsKeeper } from '../../apps/availability/src/terms/terms-keeper.js';
import { shopPolicy } from './policies.js';
import { stockBatch, stockMessage } from './stock-messages.js';

/** Lines of a ledger that `fillLedger` writes. */
export const LINES = 12;

/** A name that JSON has to escape, and a sign beyond 16 bits. */
const ODD_SKU = 'Ä "quoted" \\ line\n\u0001\u007f 😀';

const TEXTS = {
  occurredAt: '2026-03-01T09:59:59.123456Z',
  cause: { type: 'sale', id: '536365', line: '3' },
};

/** Folds twelve changes of three items into a partition, in three transactions. */
export async function fillLedger(dataSource: DataSource, partition: number): Promise<void> {
  const apply = new ApplyBatches(dataSource, new TermsKeeper(dataSource, shopPolicy()));
  const messages = Array.from({ length: LINES }, (_, offset) =>
    stockMessage(
      offset,
      {
        sku: ['A', 'B', ODD_SKU][offset % 3] ?? 'A',
        quantity: `${offset % 2 === 0 ? '' : '-'}${offset + 1}.250`,
        ...(offset % 4 === 0 ? TEXTS : {}),
        source: { transaction: offset % 2 === 0 ? `0-1-${offset}` : null },
      },
      `event-${partition}-${offset}`,
    ),
  );
  for (const [from, to] of [
    [0, 5],
    [5, 9],
    [9, LINES],
  ]) {
    await apply.handle([stockBatch(partition, messages.slice(from, to))], () => 0n);
  }
}

/** One change more, as a stage goes on writing. */
export async function appendLine(dataSource: DataSource, partition: number): Promise<void> {
  const apply = new ApplyBatches(dataSource, new TermsKeeper(dataSource, shopPolicy()));
  const message = stockMessage(LINES, { quantity: '99' }, `event-${partition}-${LINES}`);
  await apply.handle([stockBatch(partition, [message])], () => 0n);
}

import type { ProgramArguments } from './arguments.js';
import type { Stock, StockMessage } from './typeorm-stock.js';

/** A message of availability.v1 for an item with all of its rows. */
export function availabilityOf(
  { sku, recordedAt }: StockMessage,
  rows: readonly Stock[],
  channels: ProgramArguments['channels'],
): { key: string; value: string } {
  const units = channels.map(({ id, buffer, cap }) => {
    const free = rows.map(({ quantity }) => Math.max(0, Math.floor(Number(quantity)) - buffer));
    const total = free.reduce((sum, one) => sum + one, 0);
    return [id, Math.min(cap, total)];
  });
  const message = {
    sku,
    version: Math.max(...rows.map(({ version }) => Number(version))),
    channels: Object.fromEntries(units) as Record<string, number>,
    recordedAt,
    appliedAt: new Date().toISOString(),
    policyVersion: 'bench',
  };
  return { key: sku, value: JSON.stringify(message) };
}

import type { Progress } from './progress.js';
import type { RawBatch } from './raw-batch.js';

/** What of a batch is not stored yet; undefined: nothing of it. */
export function unapplied(batch: RawBatch, { applied }: Progress): RawBatch | undefined {
  if (batch.nextOffset <= applied) return undefined;
  const messages = batch.messages.filter(({ offset }) => offset >= applied);
  return { ...batch, messages };
}

import { isSourceRepaired } from '#contracts';
import type { RawBatch } from '#messaging';

/**
 * The batches in rounds that are folded and stored one after the other: a word that a source is repaired
 * begins a round, so that it meets all that came before it, however the topic was cut into batches (I2).
 */
export function inRounds(batches: readonly RawBatch[]): readonly (readonly RawBatch[])[] {
  const parts = batches.map(partsOf);
  const rounds = Math.max(0, ...parts.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) =>
    parts.flatMap((own) => (own[round] ? [own[round]] : [])),
  );
}

function partsOf(batch: RawBatch): readonly RawBatch[] {
  const { messages, nextOffset } = batch;
  const words = messages.flatMap(({ headers }, index) =>
    isSourceRepaired(headers) ? [index] : [],
  );
  if (words.length === 0) return [batch];
  const starts = [...new Set([0, ...words])];
  return starts.map((start, part) => {
    const end = starts[part + 1];
    const next = end === undefined ? undefined : messages[end];
    return {
      ...batch,
      messages: messages.slice(start, end),
      nextOffset: next ? next.offset : nextOffset,
    };
  });
}

import { z } from 'zod';
import { decode } from './decode.js';
import type { KafkaRecord } from './stock-event.codec.js';

/**
 * Word on `stock.events.v1`, once in every partition: a snapshot has stated all rows of the source in this
 * epoch, so whatever was stated in an earlier one and not since is gone.
 */
export const sourceRepairedV1 = z.strictObject({
  source: z.string().min(1),
  epoch: z.int().positive(),
  /** UTC ISO 8601 */
  at: z.string(),
});

export type SourceRepairedV1 = z.infer<typeof sourceRepairedV1>;

const TYPE = 'source.repaired.v1';

export const isSourceRepaired = (headers: Readonly<Record<string, string>>): boolean =>
  headers['ce_type'] === TYPE;

export const encodeSourceRepaired = (word: SourceRepairedV1, partition: number): KafkaRecord => ({
  key: word.source,
  value: JSON.stringify(word),
  partition,
  headers: {
    ce_specversion: '1.0',
    ce_id: `${word.source}/${word.epoch}/${partition}`,
    ce_source: `/cdc/${word.source}`,
    ce_type: TYPE,
    ce_time: word.at,
    'content-type': 'application/json',
  },
});

/** @throws PoisonMessageError */
export const decodeSourceRepaired = (value: Buffer | null): SourceRepairedV1 =>
  decode('source_repaired', sourceRepairedV1, value);

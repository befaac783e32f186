import { cdcTopics, type CdcMessage, type CompiledTable, type Pack } from '#mapping';

/** A recorded message with what its table means. */
export interface SampleMessage {
  readonly message: CdcMessage;
  /** the table's name, as the pack writes it */
  readonly name: string;
  /** undefined: the heartbeat's */
  readonly table: CompiledTable | undefined;
}

interface Recorded {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string | null;
  readonly value: string | null;
}

/**
 * Reads a sample: one Kafka message a line, as JSON. A tombstone's value is empty.
 *
 * @throws Error when a topic is none of the pack's
 */
export function readSample(pack: Pack, text: string): SampleMessage[] {
  const recorded = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Recorded);
  const [, source = '', database = ''] = recorded[0]?.topic.split('.') ?? [];
  const names = cdcTopics(pack, source, database);
  return recorded.map(({ topic, partition, offset, key, value }) => {
    const name = names.get(topic);
    if (name === undefined) throw new Error(`${topic} is no topic of the pack ${pack.name}`);
    const message = {
      topic,
      partition,
      offset: BigInt(offset),
      key: key === null ? null : Buffer.from(key),
      value: Buffer.from(value ?? ''),
    };
    return { message, name, table: pack.tables.get(name) };
  });
}

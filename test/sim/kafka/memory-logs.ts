import type { KafkaRecord } from '#contracts';
import type { RawMessage } from '#messaging';

export interface LogRecord extends Omit<KafkaRecord, 'value'> {
  readonly value: string | null;
}

/** One partition of one topic. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
}

/**
 * Kafka, as far as the stages see it: partitioned, append-only logs in memory. The only stand-in of the
 * simulation: what a broker does at which moment cannot be repeated, and here it must be.
 */
export class MemoryLogs {
  private readonly topics = new Map<string, ReadonlyMap<number, RawMessage[]>>();

  /** @param first number of the topic's first partition */
  create(topic: string, partitions: number, first = 0): void {
    const numbers = Array.from({ length: partitions }, (_, at) => first + at);
    this.topics.set(topic, new Map(numbers.map((number) => [number, []])));
  }

  /** Records of one key keep their order: they share a partition. */
  append(topic: string, { key, value, headers }: LogRecord): void {
    const logs = [...this.logsOf(topic).values()];
    const log = logs[hash(key) % logs.length];
    if (!log) throw new Error(`topic ${topic} has no partition`);
    log.push({
      offset: BigInt(log.length),
      key: Buffer.from(key),
      value: value === null ? null : Buffer.from(value),
      headers,
      timestampMs: 0,
    });
  }

  places(topic: string): readonly Place[] {
    return [...this.logsOf(topic).keys()].map((partition) => ({ topic, partition }));
  }

  read({ topic, partition }: Place, from: bigint, most: number): readonly RawMessage[] {
    const start = Number(from);
    return this.log(topic, partition).slice(start, start + most);
  }

  end({ topic, partition }: Place): bigint {
    return BigInt(this.log(topic, partition).length);
  }

  /** Every record of every topic, one line each. */
  lines(): readonly string[] {
    return [...this.topics].flatMap(([topic, partitions]) =>
      [...partitions].flatMap(([partition, log]) =>
        log.map(({ offset, key, value, headers }) => {
          const place = `${topic}/${partition}/${offset}`;
          return `${place}: ${String(key)} ${String(value)} ${JSON.stringify(headers)}`;
        }),
      ),
    );
  }

  private log(topic: string, partition: number): readonly RawMessage[] {
    return this.logsOf(topic).get(partition) ?? [];
  }

  private logsOf(topic: string): ReadonlyMap<number, RawMessage[]> {
    const logs = this.topics.get(topic);
    if (!logs) throw new Error(`there is no topic ${topic}`);
    return logs;
  }
}

function hash(text: string): number {
  let sum = 17;
  for (const character of text) sum = (Math.imul(sum, 31) + character.charCodeAt(0)) >>> 0;
  return sum;
}

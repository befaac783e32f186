import { decodeLedgerHead, PoisonMessageError, topicsOf } from '#contracts';
import type { LedgerHead } from '#ledger';
import { createKafka } from '#messaging';
import { readTopic } from './read-topic.js';

export interface Anchors {
  readonly heads: readonly LedgerHead[];
  /** places of messages that are no anchors, such as `ledger.heads.v1/0 offset 12` */
  readonly unreadable: readonly string[];
}

/** Every head that was copied to Kafka and is still there. */
export async function readAnchors(brokers: readonly string[], namespace: string): Promise<Anchors> {
  const topic = topicsOf(namespace).ledgerHeads;
  const heads: LedgerHead[] = [];
  const unreadable: string[] = [];
  await readTopic(createKafka(brokers, 'shelfwire-audit'), topic, ({ partition, message }) => {
    try {
      const { line, hash, ...head } = decodeLedgerHead(message.value);
      heads.push({ partition: head.partition, line: BigInt(line), hash });
    } catch (error) {
      if (!(error instanceof PoisonMessageError)) throw error;
      unreadable.push(`${topic}/${partition} offset ${message.offset}`);
    }
  });
  return { heads, unreadable };
}

import { cdcPrefix, notificationTopic, signalTopic } from '#contracts';
import { createKafka } from '#messaging';
import { Partitioners, type Kafka } from 'kafkajs';
import type { ConnectClient } from '../connect-client.js';
import { BackfillError } from './backfill-error.js';
import { isToldByKafka, signalTableOf } from './signal-channel.js';
import type { Signal } from './signal.js';
import { writeSignal, type SignalledSource } from './write-signal.js';

/** The way to a source's connector: a table in the source's database, or a topic of its own. */
export class SourceSignals {
  private readonly kafka: Kafka;
  private readonly connector: string;
  private readonly topic: string;

  constructor(
    private readonly connect: ConnectClient,
    brokers: readonly string[],
    private readonly source: SignalledSource,
    private readonly namespace: string,
  ) {
    this.kafka = createKafka(brokers, 'shelfwire-backfill');
    this.connector = cdcPrefix(source.id, namespace);
    this.topic = signalTopic(source.id, namespace);
  }

  /** @throws BackfillError when the connector is not there, does not run, or does not listen */
  async checkListening(): Promise<void> {
    const config = await this.connect.config(this.connector);
    if (!config || !this.isHeard(config)) {
      throw new BackfillError(
        `The connector ${this.connector} ${config ? 'does not listen to signals yet' : 'is not there'}. To mend: shelfwire apply`,
      );
    }
    const { connector, tasks } = await this.connect.status(this.connector);
    const states = [connector.state, ...tasks.map(({ state }) => state)];
    if (tasks.length > 0 && states.every((state) => state === 'RUNNING')) return;
    throw new BackfillError(
      `The connector ${this.connector} does not run (${states.join(', ')}): it would not hear of it. To mend: shelfwire doctor tells why`,
    );
  }

  /** Where its notifications end now. */
  async notificationsEnd(): Promise<string> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const topic = notificationTopic(this.source.id, this.namespace);
      const [end] = await admin.fetchTopicOffsets(topic);
      return end?.high ?? '0';
    } finally {
      await admin.disconnect();
    }
  }

  /** @throws BackfillError when it cannot be told */
  async send(signal: Signal): Promise<void> {
    const table = signalTableOf(this.source.pack);
    if (table && !isToldByKafka(this.source.pack)) {
      return writeSignal(this.source, table, signal);
    }
    const producer = this.kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    try {
      const message = { key: this.connector, value: JSON.stringify(signal) };
      await producer.send({ topic: this.topic, acks: -1, messages: [message] });
    } finally {
      await producer.disconnect();
    }
  }

  private isHeard(config: Readonly<Record<string, string>>): boolean {
    return isToldByKafka(this.source.pack)
      ? config['signal.kafka.topic'] === this.topic
      : config['signal.enabled.channels'] === 'source';
  }
}

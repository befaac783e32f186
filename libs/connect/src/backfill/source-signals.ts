import { cdcPrefix, notificationTopic, signalTopic } from '#contracts';
import { createKafka } from '#messaging';
import { Partitioners, type Kafka } from 'kafkajs';
import type { ConnectClient } from '../connect-client.js';
import { BackfillError } from './backfill-error.js';
import type { Signal } from './signal.js';

/** The way to a source's connector: it listens on a topic of its own. */
export class SourceSignals {
  private readonly kafka: Kafka;
  private readonly connector: string;

  constructor(
    private readonly connect: ConnectClient,
    brokers: readonly string[],
    private readonly source: string,
    private readonly namespace: string,
  ) {
    this.kafka = createKafka(brokers, 'shelfwire-backfill');
    this.connector = cdcPrefix(source, namespace);
  }

  /** @throws BackfillError when the connector is not there, does not run, or does not listen */
  async checkListening(): Promise<void> {
    const config = await this.connect.config(this.connector);
    if (config?.['signal.kafka.topic'] !== signalTopic(this.source, this.namespace)) {
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
      const [end] = await admin.fetchTopicOffsets(notificationTopic(this.source, this.namespace));
      return end?.high ?? '0';
    } finally {
      await admin.disconnect();
    }
  }

  async send(signal: Signal): Promise<void> {
    const producer = this.kafka.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    try {
      await producer.send({
        topic: signalTopic(this.source, this.namespace),
        acks: -1,
        messages: [{ key: this.connector, value: JSON.stringify(signal) }],
      });
    } finally {
      await producer.disconnect();
    }
  }
}

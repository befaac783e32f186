import { loadPolicy, readSettings } from '#config';
import { ConnectClient, ConnectError, registerConnector, renderConnector } from '#connect';
import { loadPack } from '#mapping';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { removeCapture } from '../../../../test/support/capture.js';
import {
  installWhole,
  type WholeInstallation,
} from '../../../../test/support/whole-installation.js';
import { apply } from './apply.js';
import { applyTopics } from './apply-topics.js';

const stack = inject('stack');

describe('apply', () => {
  let whole: WholeInstallation;
  beforeAll(async () => {
    whole = await installWhole(stack, `apply${process.pid}`);
  });
  afterAll(() => whole.remove());

  it('finds nothing to do when run again', async () => {
    const again = await apply(readSettings(whole.env), loadPolicy('shelfwire.yaml', whole.env));
    expect(again).toEqual({
      migrations: [],
      topics: [],
      connectors: {
        [`${whole.namespace}cdc.pos`]: 'unchanged',
        [`${whole.namespace}cdc.wms`]: 'unchanged',
      },
    });
  });

  it("tells what the connector's plugin says of a wrong setting, and registers nothing", async () => {
    const policy = loadPolicy('shelfwire.yaml', { ...whole.env, SHELFWIRE_WMS_CAPTURE_PORT: '1' });
    const source = policy.sources['wms'];
    if (!source) throw new Error('the policy has no source wms');
    const { namespace } = readSettings({
      ...whole.env,
      SHELFWIRE_NAMESPACE: `${whole.namespace}x.`,
    });
    const pack = loadPack('connectors/odoo');
    const place = { namespace, kafkaBrokers: stack.kafkaBrokers };
    const connector = renderConnector({ id: 'wms', pack, policy: source, ...place });
    const client = new ConnectClient(stack.connectUrl);
    const refusal = await registerConnector(client, connector).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ConnectError);
    expect(String(refusal)).toContain(`The connector ${connector.name} cannot start`);
    expect(String(refusal)).toContain('database.hostname');
    expect(await client.config(connector.name)).toBeUndefined();
  });
});

it('gives a topic more partitions only when that is approved', async () => {
  const namespace = `partitions${process.pid}.`;
  const admin = new Kafka({ brokers: stack.kafkaBrokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const topic = `${namespace}stock.events.v1`;
  await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true });
  const settings = readSettings({
    SHELFWIRE_DATABASE_URL: 'postgres://127.0.0.1/none',
    SHELFWIRE_CONNECT_URL: stack.connectUrl,
    SHELFWIRE_KAFKA_BROKERS: stack.kafkaBrokers.join(','),
    SHELFWIRE_NAMESPACE: namespace,
  });
  const wanted = [{ topic, partitions: 4, settings: {} }];
  await expect(applyTopics(settings, wanted)).rejects.toThrow(
    `topic ${topic} has 1 partitions, expected 4`,
  );
  await applyTopics(settings, wanted, true);
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  expect(topics[0]?.partitions).toHaveLength(4);
  await admin.disconnect();
  await removeCapture(stack, namespace);
});

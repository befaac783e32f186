import { ConnectClient } from '#connect';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeStack } from '../../tools/stack/remove-stack.js';
import type { Stack } from '../../tools/stack/stack.js';
import { startStack } from '../../tools/stack/start-stack.js';
import { asPostgres } from '../support/legacy-databases.js';

const dataDir = path.resolve('.shelfwire', `test-stack-${process.pid}-jmx`);
const PREFIX = 'cdc.wms';

/** The smallest connector: one table, read with the administrator's login. */
const connectorOf = ({ host, port, user, password }: Stack['endpoints']['wmsPostgres']) => ({
  'connector.class': 'io.debezium.connector.postgresql.PostgresConnector',
  'topic.prefix': PREFIX,
  'database.hostname': host,
  'database.port': String(port),
  'database.user': user,
  'database.password': password,
  'database.dbname': 'postgres',
  'plugin.name': 'pgoutput',
  'publication.autocreate.mode': 'filtered',
  'table.include.list': 'public.stock',
  'topic.creation.default.partitions': '1',
  'topic.creation.default.replication.factor': '1',
});

describe('a native stack that is watched', { timeout: 240_000 }, () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack({ dataDir, provider: 'native', jmx: true });
    const { connectUrl, wmsPostgres } = stack.endpoints;
    await asPostgres(wmsPostgres, 'postgres', 'CREATE TABLE stock (id int PRIMARY KEY)');
    await new ConnectClient(connectUrl).putConfig('wms', connectorOf(wmsPostgres));
  });
  afterAll(async () => {
    await stack?.stop();
    await removeStack(dataDir);
  });

  const shownBy = async (program: 'kafka' | 'connect'): Promise<string> => {
    const answer = await fetch(stack.endpoints.metricsUrls?.[program] ?? '');
    return answer.text();
  };

  it('shows what Debezium does, under the names of its own examples', async () => {
    const { wmsPostgres } = stack.endpoints;
    const patience = { timeout: 60_000, interval: 250 };
    await expect
      .poll(() => shownBy('connect'), patience)
      .toMatch(line('Connected', 'streaming', '1[.]0'));
    await asPostgres(wmsPostgres, 'postgres', 'INSERT INTO stock VALUES (1)');
    await expect
      .poll(() => shownBy('connect'), patience)
      .toMatch(line('MilliSecondsBehindSource', 'streaming', '[0-9.]+'));
    const shown = await shownBy('connect');
    expect(shown).toMatch(line('MilliSecondsSinceLastEvent', 'streaming', '[0-9.E]+'));
    expect(shown).toMatch(line('QueueRemainingCapacity', 'streaming', '[0-9.]+'));
    expect(shown).toMatch(line('NumberOfErroneousEvents', 'streaming', '0[.]0'));
    expect(shown).toMatch(line('SnapshotRunning', 'snapshot', '0[.]0'));
    expect(shown).toMatch(line('RemainingTableCount', 'snapshot', '0[.]0'));
    expect(shown).toMatch(/^kafka_connect_worker_task_count 1[.]0$/m);
  });

  it('shows what the broker holds', async () => {
    const patience = { timeout: 60_000, interval: 250 };
    await expect
      .poll(() => shownBy('kafka'), patience)
      .toMatch(/^kafka_topic_MessagesIn_total\{topic="cdc[.]wms[.]public[.]stock",?\} 1[.]0$/m);
    const shown = await shownBy('kafka');
    expect(shown).toMatch(/^kafka_server_under_replicated_partitions 0[.]0$/m);
    expect(shown).toMatch(/^kafka_controller_OfflinePartitionsCount 0[.]0$/m);
    expect(shown).toMatch(
      /^kafka_log_size_bytes\{partition="0",topic="cdc[.]wms[.]public[.]stock",?\} [1-9]/m,
    );
  });
});

const line = (metric: string, context: string, value: string): RegExp =>
  new RegExp(
    `^debezium_metrics_${metric}\\{context="${context}",name="${PREFIX}",plugin="postgres",?\\} ${value}$`,
    'm',
  );

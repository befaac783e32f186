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
    const labels = (context: string) =>
      `{context="${context}",name="${PREFIX}",plugin="postgres",}`;
    const isStreaming = async () => {
      const text = await shownBy('connect');
      return text.replaceAll(',}', '}').includes('debezium_metrics_Connected') ? text : '';
    };
    await expect.poll(isStreaming, { timeout: 60_000, interval: 500 }).not.toBe('');
    console.log(await shownBy('connect'), labels('streaming'));
    console.log(await shownBy('kafka'));
  });
});

import type { SourcePolicy } from '#config';
import { loadPack } from '#mapping';
import { expect, it } from 'vitest';
import { renderConnector } from './render-connector.js';

const policy: SourcePolicy = {
  pack: 'opensourcepos',
  timeZone: 'UTC',
  staleAfterSeconds: 30,
  withholdAfterSeconds: 900,
  recoverAfterSeconds: 15,
  database: { host: '127.0.0.1', port: 3306, name: 'ospos', user: 'reader', password: 'hunter2' },
  capture: { host: 'mariadb', secrets: '/secrets/pos.properties' },
};

const render = (id: string, namespace = '') =>
  renderConnector({
    id,
    namespace,
    policy,
    pack: loadPack('connectors/opensourcepos'),
    kafkaBrokers: ['kafka:9092', 'other:9092'],
  });

it('fills the template as the worker needs it, and tells no secret', () => {
  const { name, config } = render('pos');
  expect(name).toBe('cdc.pos');
  expect(config).toMatchObject({
    'topic.prefix': 'cdc.pos',
    'database.hostname': 'mariadb',
    'database.port': '3306',
    'database.user': '${file:/secrets/pos.properties:user}',
    'database.password': '${file:/secrets/pos.properties:password}',
    'schema.history.internal.kafka.bootstrap.servers': 'kafka:9092,other:9092',
  });
  expect(JSON.stringify(config)).not.toMatch(/hunter2|\{\{/);
});

it('gives every source and installation a replica id of its own', () => {
  const ids = [render('pos'), render('pos', 'test.'), render('shop')].map(
    ({ config }) => config['database.server.id'],
  );
  expect(new Set(ids).size).toBe(3);
  expect(render('pos').config['database.server.id']).toBe(ids[0]);
});

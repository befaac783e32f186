import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourcePolicy } from '#config';
import { loadPack } from '#mapping';
import { afterAll, describe, expect, it } from 'vitest';
import { renderConnector } from './render-connector.js';

const policy: SourcePolicy = {
  pack: 'opensourcepos',
  timeZone: 'UTC',
  staleAfterSeconds: 30,
  withholdAfterSeconds: 900,
  recoverAfterSeconds: 15,
  readAnew: 'automatic',
  database: { host: '127.0.0.1', port: 3306, name: 'ospos', user: 'reader', password: 'hunter2' },
  capture: { host: 'mariadb', secrets: '/secrets/pos.properties' },
};

const render = (id: string, namespace = '', pack = loadPack('connectors/opensourcepos')) =>
  renderConnector({ id, namespace, policy, pack, kafkaBrokers: ['kafka:9092', 'other:9092'] });

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
  expect(JSON.stringify(config)).not.toMatch(/hunter2|undefined/);
});

it('gives every source and installation a replica id of its own', () => {
  const ids = [render('pos'), render('pos', 'test.'), render('shop')].map(
    ({ config }) => config['database.server.id'],
  );
  expect(new Set(ids).size).toBe(3);
  expect(render('pos').config['database.server.id']).toBe(ids[0]);
});

describe('a pack of each engine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function configOf(engine: string, lines = ''): Readonly<Record<string, string>> {
    const table = engine === 'sqlserver' || engine === 'postgresql' ? 'store.stock$level' : 'stock';
    writeFileSync(
      join(folder, 'pack.yaml'),
      `pack: 1
name: mine
engine: ${engine}
${lines}
tables:
  ${table}:
    role: state
    key: [item, place]
    columns: [item, place, units]
    refs: {}
    sku: row.item
    location: row.place
    rules: [{ name: level, kind: level, bucket: available_base, quantity: row.units }]
`,
    );
    return render('mine', '', loadPack(folder)).config;
  }

  it.each([
    ['mariadb', String.raw`ospos\.stock,ospos\.shelfwire_heartbeat`],
    ['mysql', String.raw`ospos\.stock,ospos\.shelfwire_heartbeat`],
    ['postgresql', String.raw`store\.stock\$level,public\.shelfwire_heartbeat`],
    ['sqlserver', String.raw`store\.stock\$level,dbo\.shelfwire_heartbeat`],
  ])('captures its tables, and keys their messages by its columns: %s', (engine, tables) => {
    const config = configOf(engine);
    expect(config['table.include.list']).toBe(tables);
    expect(config['message.key.columns']).toBe(`${tables.split(',')[0]}:item,place`);
    expect(config['decimal.handling.mode']).toBe('string');
  });

  it('takes settings of its own over those of the template', () => {
    const config = configOf('postgresql', 'connector: { poll.interval.ms: 5 }');
    expect(config['poll.interval.ms']).toBe('5');
  });

  it('may not change what the promises stand on', () => {
    expect(() => configOf('postgresql', 'connector: { decimal.handling.mode: double }')).toThrow(
      /connector\."decimal\.handling\.mode"[^]*a setting that Shelfwire does not make itself/,
    );
  });
});

describe('what a connector needs to read rows once more', () => {
  it.each([
    ['mariadb', 'source', 'ospos.shelfwire_signal'],
    ['mysql', 'source', 'ospos.shelfwire_signal'],
    ['postgresql', 'source', 'public.shelfwire_signal'],
    ['sqlserver', 'source,kafka', 'ospos.dbo.shelfwire_signal'],
  ] as const)(
    'is a table of its own on %s, of which it sends nothing',
    (engine, channels, table) => {
      const pack = { ...loadPack('connectors/opensourcepos'), engine };
      const { config } = render('pos', 'test.', pack);
      expect(config).toMatchObject({
        'signal.enabled.channels': channels,
        'signal.data.collection': table,
        'notification.sink.topic.name': 'test.cdc.pos.notifications',
        'incremental.snapshot.chunk.size': '1024',
      });
      expect(config).not.toHaveProperty('read.only');
      const dropped = new RegExp(`^(?:${config['predicates.isDropped.pattern']})$`);
      expect(`test.cdc.pos.${table}`).toMatch(dropped);
      expect('test.cdc.pos.ospos.ospos_items').not.toMatch(dropped);
    },
  );

  it('is a topic where the pack lets it write nothing', () => {
    const pack = loadPack('connectors/opensourcepos');
    const file = { ...pack.file, connector: { 'read.only': 'true' } };
    const { config } = render('pos', 'test.', { ...pack, file });
    expect(config).toMatchObject({
      'read.only': 'true',
      'signal.enabled.channels': 'kafka',
      'signal.kafka.topic': 'test.cdc.pos.signals',
      'signal.kafka.groupId': 'test.cdc.pos.signals',
      'signal.kafka.bootstrap.servers': 'kafka:9092,other:9092',
    });
    expect(config).not.toHaveProperty('signal.data.collection');
  });
});

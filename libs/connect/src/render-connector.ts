import { createHash } from 'node:crypto';
import type { SourcePolicy } from '#config';
import { cdcPrefix, notificationTopic, schemaHistoryTopic, signalTopic } from '#contracts';
import { tablePlace, type Pack } from '#mapping';
import type { ConnectorConfig } from './connect-client.js';
import { chunkRowsOf } from './backfill/chunk-rows.js';
import { isToldByKafka, signalTableOf } from './backfill/signal-channel.js';
import { binlogConnector } from './templates/binlog.js';
import type { CapturePlan } from './templates/capture-plan.js';
import { postgresqlConnector } from './templates/postgresql.js';
import { sqlserverConnector } from './templates/sqlserver.js';

export interface RenderedConnector {
  readonly name: string;
  readonly config: ConnectorConfig;
}

export interface ConnectorSource {
  readonly id: string;
  readonly pack: Pack;
  readonly policy: SourcePolicy;
  readonly namespace: string;
  readonly kafkaBrokers: readonly string[];
}

/**
 * The connector of a source: its engine's template, filled from the pack and the policy, and the pack's
 * own settings over it. User and password become references that the worker resolves from its own
 * secrets file: no answer of Kafka Connect shows them.
 */
export function renderConnector(source: ConnectorSource): RenderedConnector {
  const plan = capturePlan(source);
  return { name: plan.prefix, config: { ...engineSettings(plan), ...source.pack.file.connector } };
}

function engineSettings(plan: CapturePlan): ConnectorConfig {
  switch (plan.engine) {
    case 'mariadb':
    case 'mysql':
      return binlogConnector(plan.engine, plan);
    case 'postgresql':
      return postgresqlConnector(plan);
    case 'sqlserver':
      return sqlserverConnector(plan);
  }
}

function capturePlan({ id, pack, policy, namespace, kafkaBrokers }: ConnectorSource): CapturePlan {
  const { capture, database } = policy;
  const { engine } = pack;
  const slug = `${namespace}${id}`.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return {
    engine,
    prefix: cdcPrefix(id, namespace),
    host: capture.host ?? database.host,
    port: capture.port ?? database.port,
    database: database.name,
    user: `\${file:${capture.secrets}:user}`,
    password: `\${file:${capture.secrets}:password}`,
    bootstrap: kafkaBrokers.join(','),
    signals: signalTopic(id, namespace),
    notifications: notificationTopic(id, namespace),
    schemaHistory: schemaHistoryTopic(id, namespace),
    chunkRows: chunkRowsOf(policy),
    slot: `shelfwire_${slug}`.slice(0, 63),
    serverId: serverIdOf(slug),
    tables: [...pack.tables].map(([name, { key }]) => ({ ...tablePlace(engine, name), key })),
    heartbeat: tablePlace(engine, pack.heartbeat),
    signalTable: signalTableOf(pack),
    toldByKafka: isToldByKafka(pack),
  };
}

/** A replica's id must differ from every other one's at the same server; 32 bits, stable per source. */
const serverIdOf = (slug: string): number =>
  1_000_000 + (createHash('sha256').update(slug).digest().readUInt32BE(0) % 2_000_000_000);

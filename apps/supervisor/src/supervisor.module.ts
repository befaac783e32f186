import { CLOCK, POLICY, SETTINGS, type Clock, type Policy, type Settings } from '#config';
import { auditedSource, ConnectClient, type AuditedSource } from '#connect';
import { Metrics, TIMERS } from '#observability';
import {
  Inject,
  Module,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Kafka, type Admin } from 'kafkajs';
import { DataSource } from 'typeorm';
import { SchemaWatch } from './drift/schema-watch.js';
import { LogGauges } from './log-gauges.js';
import { SourceAudits } from './source-audits.js';
import { SuperviseTimer } from './supervise.timer.js';
import { Supervisor } from './supervisor.js';

const SOURCES = Symbol('audited sources');
const ADMIN = Symbol('Kafka admin');
const CONNECT = Symbol('Kafka Connect');

/** ⓪ CAPTURE's keeper: connectors that stop are brought back, and what cannot be is told. */
@Module({
  imports: [TIMERS],
  providers: [
    {
      provide: SOURCES,
      inject: [POLICY, SETTINGS],
      useFactory: ({ sources }: Policy, settings: Settings) =>
        Object.entries(sources).map(([id, policy]) => auditedSource(id, policy, settings)),
    },
    { provide: ADMIN, inject: [Kafka], useFactory: (kafka: Kafka) => kafka.admin() },
    {
      provide: CONNECT,
      inject: [SETTINGS],
      useFactory: ({ connectUrl }: Settings) => new ConnectClient(connectUrl),
    },
    {
      provide: LogGauges,
      inject: [SOURCES, CONNECT, Metrics],
      useFactory: (sources: readonly AuditedSource[], connect: ConnectClient, metrics: Metrics) =>
        new LogGauges(sources, connect, metrics),
    },
    {
      provide: SourceAudits,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) =>
        new SourceAudits(dataSource, new SchemaWatch(dataSource)),
    },
    {
      provide: Supervisor,
      inject: [SOURCES, SETTINGS, CONNECT, ADMIN, DataSource, SourceAudits, CLOCK],
      useFactory: (
        sources: readonly AuditedSource[],
        { namespace }: Settings,
        connect: ConnectClient,
        admin: Admin,
        dataSource: DataSource,
        audits: SourceAudits,
        clock: Clock,
      ) => new Supervisor(sources, { connect, admin, dataSource, namespace }, audits, clock),
    },
    {
      provide: SuperviseTimer,
      inject: [Supervisor, SourceAudits, LogGauges, SOURCES],
      useFactory: (
        supervisor: Supervisor,
        audits: SourceAudits,
        logs: LogGauges,
        sources: readonly AuditedSource[],
      ) => new SuperviseTimer(supervisor, audits, logs, sources),
    },
  ],
})
export class SupervisorModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(@Inject(ADMIN) private readonly admin: Admin) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.admin.connect();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.admin.disconnect();
  }
}

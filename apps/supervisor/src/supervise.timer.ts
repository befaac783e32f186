import { systemClock } from '#config';
import type { AuditedSource } from '#connect';
import { Steady } from '#observability';
import {
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { LogGauges } from './log-gauges.js';
import type { SourceAudits } from './source-audits.js';
import type { Supervisor } from './supervisor.js';

const LOOK_MS = 2_000;
const MEASURE_MS = 15_000;
const AUDIT_MS = 60_000;

/**
 * Looks at connectors every two seconds, at their databases' logs every quarter of a minute, and into the
 * databases at the start and every minute.
 */
export class SuperviseTimer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly looking: Steady;
  private readonly auditing: Steady;
  private readonly measuring: Steady;

  constructor(
    supervisor: Supervisor,
    audits: SourceAudits,
    logs: LogGauges,
    sources: readonly AuditedSource[],
  ) {
    const logger = new Logger('Supervisor');
    this.looking = new Steady('supervising connectors', () => supervisor.look(), logger);
    const audit = async () => {
      for (const source of sources) await audits.audit(source, systemClock());
    };
    this.auditing = new Steady('auditing sources', audit, logger);
    this.measuring = new Steady('measuring logs', () => logs.look(), logger);
  }

  onApplicationBootstrap(): void {
    void this.auditing.tick();
    void this.measuring.tick();
  }

  @Interval(LOOK_MS)
  look(): Promise<void> {
    return this.looking.tick();
  }

  @Interval(AUDIT_MS)
  audit(): Promise<void> {
    return this.auditing.tick();
  }

  @Interval(MEASURE_MS)
  measure(): Promise<void> {
    return this.measuring.tick();
  }

  /** The database closes after this. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.looking.stop(), this.auditing.stop(), this.measuring.stop()]);
  }
}

import { systemClock } from '#config';
import type { AuditedSource } from '#connect';
import { Steady } from '#observability';
import {
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { SourceAudits } from './source-audits.js';
import type { Supervisor } from './supervisor.js';

const LOOK_MS = 2_000;
const AUDIT_MS = 60_000;

/** Looks at connectors every two seconds, and into their databases at the start and every minute. */
export class SuperviseTimer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly looking: Steady;
  private readonly auditing: Steady;

  constructor(supervisor: Supervisor, audits: SourceAudits, sources: readonly AuditedSource[]) {
    const logger = new Logger('Supervisor');
    this.looking = new Steady('supervising connectors', () => supervisor.look(), logger);
    const audit = async () => {
      for (const source of sources) await audits.audit(source, systemClock());
    };
    this.auditing = new Steady('auditing sources', audit, logger);
  }

  onApplicationBootstrap(): void {
    void this.auditing.tick();
  }

  @Interval(LOOK_MS)
  look(): Promise<void> {
    return this.looking.tick();
  }

  @Interval(AUDIT_MS)
  audit(): Promise<void> {
    return this.auditing.tick();
  }

  /** The database closes after this. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.looking.stop(), this.auditing.stop()]);
  }
}

import { systemClock, type Clock } from '#config';
import {
  beginEpoch,
  ConnectError,
  distrustSource,
  registerConnector,
  type AuditedSource,
  type ConnectorStatus,
  type EpochTools,
} from '#connect';
import { cdcTopics } from '#mapping';
import { recordAction } from '#storage';
import { Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CAUSES } from './causes.js';
import {
  saveHealth,
  snapshotsLately,
  takeConnector,
  type ConnectorHealth,
  type KnownHealth,
} from './connector-health.repository.js';
import { decide, type Step } from './decide.js';
import { diagnose, type Diagnosis } from './diagnose.js';
import { dropLostSlot } from './drop-lost-slot.js';
import { historyChange, readLogPlace, type LogPlace } from './log-place.js';
import type { SourceAudits } from './source-audits.js';
import { TopicGrowth } from './topic-growth.js';

/** Working for so long, a connector gets its budget of restarts back. */
const STEADY_MS = 120_000;
const ACTOR = 'supervisor';

/** Compares every connector with how it should be, and brings back what comes back without a person. */
export class Supervisor {
  private readonly logger = new Logger('Supervisor');
  private readonly growth: TopicGrowth;

  constructor(
    private readonly sources: readonly AuditedSource[],
    private readonly tools: EpochTools,
    private readonly audits: SourceAudits,
    private readonly clock: Clock = systemClock,
  ) {
    this.growth = new TopicGrowth(tools.admin);
  }

  async look(): Promise<void> {
    await Promise.all(
      this.sources.map((source) =>
        this.tools.dataSource.transaction(async (manager) => {
          const known = await takeConnector(manager, source.connector.name, source.id);
          if (known) await this.lookAt(manager, source, known);
        }),
      ),
    );
  }

  private async lookAt(
    manager: EntityManager,
    source: AuditedSource,
    known: KnownHealth,
  ): Promise<void> {
    const now = this.clock();
    const [actual, place, silentSeconds] = await Promise.all([
      this.statusOf(source.connector.name),
      readLogPlace(source).catch(() => undefined),
      this.silentSeconds(source, now),
    ]);
    const change = place && known.logPlace ? historyChange(known.logPlace, place) : null;
    const seen = { actual, historyChange: change, silentSeconds };
    const diagnosis = diagnose(seen, source.policy.staleAfterSeconds * (1 + known.restarts));
    const logPlace = place ?? known.logPlace;
    if (diagnosis) await this.treat(manager, source, { known, diagnosis, logPlace, now });
    else await this.settle(manager, known, logPlace, now);
  }

  private async statusOf(name: string): Promise<ConnectorStatus | 'unreachable' | 'missing'> {
    try {
      return await this.tools.connect.status(name);
    } catch (error) {
      if (!(error instanceof ConnectError)) throw error;
      return error.statusCode === 404 ? 'missing' : 'unreachable';
    }
  }

  /** While the broker does not answer nothing can be told of the connectors either. */
  private async silentSeconds({ id, pack, policy }: AuditedSource, now: Date): Promise<number> {
    const topics = cdcTopics(pack, id, policy.database.name, this.tools.namespace);
    try {
      return await this.growth.silentSeconds(id, [...topics.keys()], now);
    } catch {
      this.growth.forget(id);
      return 0;
    }
  }

  private async settle(
    manager: EntityManager,
    known: KnownHealth,
    logPlace: LogPlace | null,
    now: Date,
  ): Promise<void> {
    if (known.cause) this.logger.log(`${known.connector} works (it was: ${known.cause})`);
    const isSteady = !known.cause && now.getTime() - known.since.getTime() > STEADY_MS;
    const restarts = isSteady ? 0 : known.restarts;
    const well = { ...known, cause: null, detail: '', needsPerson: false, restarts, logPlace };
    await saveHealth(manager, well, now);
  }

  private async treat(
    manager: EntityManager,
    source: AuditedSource,
    seen: {
      readonly known: KnownHealth;
      readonly diagnosis: Diagnosis;
      readonly logPlace: LogPlace | null;
      readonly now: Date;
    },
  ): Promise<void> {
    const { known, diagnosis, now } = seen;
    const { cause, detail } = diagnosis;
    if (known.cause !== cause) {
      this.logger.warn(`${known.connector}: ${CAUSES[cause].tells} (${cause}) ${detail}`.trim());
    }
    const { healing } = CAUSES[cause];
    const tried = {
      restarts: known.restarts,
      restartedAt: known.restartedAt,
      since: known.cause === cause ? known.since : now,
      snapshots: healing === 'snapshot' ? await snapshotsLately(manager, source.id, now) : 0,
    };
    const isPrepared = healing === 'person' ? await this.audits.isPrepared(source, now) : null;
    const mayReadAnew = source.policy.readAnew === 'automatic';
    const { step, needsPerson } = decide(cause, tried, { mayReadAnew, isPrepared }, now);
    await this.carryOut(manager, source, step, diagnosis);
    if (healing === 'snapshot' && step === 'none') {
      await distrustSource(manager, source.id, `${CAUSES[cause].tells}: ${detail}`);
    }
    const restarted = step === 'restart';
    const health: ConnectorHealth = {
      ...known,
      cause,
      detail,
      needsPerson,
      restarts: known.restarts + (restarted ? 1 : 0),
      restartedAt: restarted ? now : known.restartedAt,
      // a history that was not read anew yet must be found changed again
      logPlace: cause === 'history_changed' && step !== 'snapshot' ? known.logPlace : seen.logPlace,
    };
    await saveHealth(manager, health, now);
  }

  private async carryOut(
    manager: EntityManager,
    source: AuditedSource,
    step: Step,
    { cause, detail }: Diagnosis,
  ): Promise<void> {
    if (step === 'none') return;
    const { connector } = source;
    const told = { actor: ACTOR, reason: cause, details: { detail: detail.slice(0, 2_000) } };
    this.growth.forget(source.id);
    if (step === 'snapshot') {
      const reason = `${CAUSES[cause].tells}: ${detail}`;
      const epoch = await beginEpoch(source, this.tools, reason, () => dropLostSlot(source));
      this.logger.warn(`${source.id} is read anew, as epoch ${epoch}`);
      await recordAction(manager, { ...told, action: 'source.resnapshot', subject: source.id });
      return;
    }
    if (cause === 'connector_missing') await registerConnector(this.tools.connect, connector);
    else await this.tools.connect.restart(connector.name);
    this.logger.log(`${connector.name} is started again`);
    await recordAction(manager, { ...told, action: 'connector.restart', subject: connector.name });
  }
}

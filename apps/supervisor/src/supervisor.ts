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
  takeConnector,
  type ConnectorHealth,
  type KnownHealth,
} from './connector-health.repository.js';
import { decide, type Decision, type Step } from './decide.js';
import { diagnose, type Diagnosis } from './diagnose.js';
import { dropLostSlot } from './drop-lost-slot.js';
import { historyChange, readLogPlace, type LogPlace } from './log-place.js';
import { newSnapshots, type NewSnapshots } from './new-snapshots.js';
import type { SourceAudits } from './source-audits.js';
import { TopicGrowth, type Growth } from './topic-growth.js';

/** Working for so long, a connector gets its budget of restarts back. */
const STEADY_MS = 120_000;
/** A task may take so long to its first word: it waits a minute for its slot, and reads its schemas. */
const STARTING_SECONDS = 90;
const ACTOR = 'supervisor';

/** A connector that does not work, at one look. */
interface Seen {
  readonly known: KnownHealth;
  readonly diagnosis: Diagnosis;
  readonly logPlace: LogPlace | null;
  readonly now: Date;
}

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
    const [actual, place, growth] = await Promise.all([
      this.statusOf(source.connector.name),
      readLogPlace(source).catch((error: unknown) => new Error(String(error))),
      this.growthOf(source, now),
    ]);
    const here = place instanceof Error ? undefined : place;
    const seen = {
      actual,
      databaseError: place instanceof Error ? place.message : null,
      historyChange: here && known.logPlace ? historyChange(known.logPlace, here) : null,
      silentSeconds: growth.silentSeconds,
    };
    const diagnosis = diagnose(seen, patienceSeconds(source, growth, known));
    const logPlace = here ?? known.logPlace;
    if (diagnosis && diagnosis.cause !== 'silent') this.growth.forget(source.id);
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
  private async growthOf({ id, pack, policy }: AuditedSource, now: Date): Promise<Growth> {
    const topics = cdcTopics(pack, id, policy.database.name, this.tools.namespace);
    try {
      return await this.growth.look(id, [...topics.keys()], now);
    } catch {
      this.growth.forget(id);
      return { silentSeconds: 0, hasSpoken: false };
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
    { known, diagnosis, logPlace, now }: Seen,
  ): Promise<void> {
    const { cause, detail } = diagnosis;
    if (known.cause !== cause) {
      const fields = { connector: known.connector, source: source.id, code: cause };
      const told = `${known.connector}: ${CAUSES[cause].tells} (${cause}) ${detail}`;
      this.logger.warn(told.trim(), fields);
    }
    const { step, needsPerson } = await this.decideOn(manager, source, {
      known,
      cause,
      detail,
      now,
    });
    await this.carryOut(manager, source, step, diagnosis);
    const isRestarted = step === 'restart';
    // a history that was not read anew yet must be found changed again
    const isStillChanged = cause === 'history_changed' && step !== 'snapshot';
    const health: ConnectorHealth = {
      ...known,
      cause,
      detail,
      needsPerson,
      restarts: known.restarts + (isRestarted ? 1 : 0),
      restartedAt: isRestarted ? now : known.restartedAt,
      logPlace: isStillChanged ? known.logPlace : logPlace,
    };
    await saveHealth(manager, health, now);
  }

  private async decideOn(
    manager: EntityManager,
    source: AuditedSource,
    { known, cause, detail, now }: Pick<Seen, 'known' | 'now'> & Diagnosis,
  ): Promise<Decision> {
    const { healing } = CAUSES[cause];
    const tried = {
      restarts: known.restarts,
      restartedAt: known.restartedAt,
      since: known.cause === cause ? known.since : now,
      snapshots: await this.snapshotsOf(manager, source, detail, now),
    };
    const isPrepared = healing === 'person' ? await this.audits.isPrepared(source, now) : null;
    const mayReadAnew = source.policy.readAnew === 'automatic';
    const decision = decide(cause, tried, { mayReadAnew, isPrepared }, now);
    if (healing === 'snapshot' && decision.step === 'none') {
      await distrustSource(manager, source.id, CAUSES[cause].tells);
    }
    return decision;
  }

  /** Reading anew stops a connector, so that one that is only paused was paused by somebody. */
  private async snapshotsOf(
    manager: EntityManager,
    { id }: AuditedSource,
    detail: string,
    now: Date,
  ): Promise<NewSnapshots> {
    const snapshots = await newSnapshots(manager, id, now);
    return detail === 'PAUSED' ? { ...snapshots, cutOff: 0 } : snapshots;
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
      const why = { ...told, reason: `${CAUSES[cause].tells}: ${detail}` };
      const epoch = await beginEpoch(source, this.tools, why, () => dropLostSlot(source));
      this.logger.warn(`${source.id} is read anew, as epoch ${epoch}`);
      return;
    }
    if (cause === 'connector_missing') await registerConnector(this.tools.connect, connector);
    else await this.tools.connect.restart(connector.name);
    this.logger.log(`${connector.name} is started again`);
    await recordAction(manager, { ...told, action: 'connector.restart', subject: connector.name });
  }
}

/** A restart that was in vain is not repeated as soon: the next one is given more time. */
const patienceSeconds = (
  { policy: { staleAfterSeconds } }: AuditedSource,
  { hasSpoken }: Growth,
  { restarts }: KnownHealth,
): number =>
  (hasSpoken ? staleAfterSeconds : Math.max(staleAfterSeconds, STARTING_SECONDS)) * (1 + restarts);

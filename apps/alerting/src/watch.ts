import { POLICY, SETTINGS, type Policy, type Settings } from '#config';
import { cdcPrefixes } from '#contracts';
import { Metrics } from '#observability';
import { sourceSigns } from '#storage';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AlertRepository, type Transitions } from './alert.repository.js';
import { auditedTroubles, troubledConnectors } from './capture.queries.js';
import { driftedLately, pausedChannels, zerosHeld } from './channel.queries.js';
import { parkedFindings, waitingFindings } from './judge-backlog.js';
import { auditFindings, connectorFindings, type TroubledConnector } from './judge-capture.js';
import { driftFindings, heldZerosFindings, pausedFindings } from './judge-channels.js';
import { exceptionFindings, overclaimedFindings, overdueFindings } from './judge-claims.js';
import { judgeSources, sourceFindings, type JudgedSource } from './judge-sources.js';
import { locationFindings } from './locations/judge-locations.js';
import { LocationWatch } from './locations/location-watch.js';
import { sourceStandings } from './locations/source-standings.js';
import type { WatchedState } from './locations/location-state.repository.js';
import { differenceFindings, doubtFindings, reconciliationFindings } from './judge-trust.js';
import { levelsDifferent, openReconciliations, sourcesInDoubt } from './trust.queries.js';
import { receiverFindings } from './notify/judge-receivers.js';
import {
  failingReceivers,
  oldestWaiting,
  openExceptions,
  overclaimed,
  overduePromises,
  parkedLately,
} from './observed.queries.js';

/** A message parked within this time means that more may come; its alert is resolved when none does. */
const PARKED_LATELY_SECONDS = 300;
/** Drift that was found within this time is told. */
const DRIFTED_LATELY_SECONDS = 3_600;

/** One look at sources, locations, parked messages, waiting changes and claims; alerts, metrics and log lines follow. */
@Injectable()
export class Watch {
  private readonly logger = new Logger('Alerting');
  private readonly listeningSince = new Date();

  constructor(
    private readonly dataSource: DataSource,
    private readonly alerts: AlertRepository,
    private readonly locations: LocationWatch,
    private readonly metrics: Metrics,
    @Inject(POLICY) private readonly policy: Policy,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'namespace'>,
  ) {}

  async look(now: Date): Promise<Transitions> {
    const prefixes = cdcPrefixes(Object.keys(this.policy.sources), this.settings.namespace);
    const signs = await sourceSigns(this.dataSource.manager, prefixes);
    const sources = judgeSources(this.policy.sources, signs, this.listeningSince, now);
    const ids = Object.keys(this.policy.sources);
    const troubles = await troubledConnectors(this.dataSource.manager, ids);
    const standings = await sourceStandings(this.dataSource.manager, sources);
    const locations = await this.locations.look(standings, now);
    this.measure(sources, locations);
    const silent = [sourceFindings(sources, troubles), locationFindings(locations)];
    const backlog = await this.backlogFindings(troubles, now);
    const transitions = await this.alerts.settle(
      {
        raised: [...silent.flatMap(({ raised }) => raised), ...backlog],
        undecided: silent.flatMap(({ undecided }) => undecided),
      },
      now,
    );
    this.tell(transitions);
    this.metrics.openAlerts.set(await this.alerts.openAlerts(), troubles);
    return transitions;
  }

  private async backlogFindings(troubles: readonly TroubledConnector[], now: Date) {
    const { manager } = this.dataSource;
    const lately = new Date(now.getTime() - PARKED_LATELY_SECONDS * 1000);
    const parked = await parkedLately(manager, lately);
    const waiting = await oldestWaiting(manager);
    const sources = Object.keys(this.policy.sources);
    return [
      ...connectorFindings(troubles, now),
      ...auditFindings(await auditedTroubles(manager, sources)),
      ...parkedFindings(parked),
      ...waitingFindings(waiting, now),
      ...exceptionFindings(await openExceptions(manager)),
      ...overclaimedFindings(await overclaimed(manager), now),
      ...overdueFindings(await overduePromises(manager, now)),
      ...doubtFindings(await sourcesInDoubt(manager, sources)),
      ...reconciliationFindings(await openReconciliations(manager)),
      ...differenceFindings(await levelsDifferent(manager, sources)),
      ...receiverFindings(await failingReceivers(manager), now),
      ...(await this.channelFindings(now)),
    ];
  }

  private async channelFindings(now: Date) {
    const { manager } = this.dataSource;
    const channels = Object.keys(this.policy.channels);
    const lately = new Date(now.getTime() - DRIFTED_LATELY_SECONDS * 1000);
    return [
      ...heldZerosFindings(await zerosHeld(manager, channels)),
      ...pausedFindings(await pausedChannels(manager, channels)),
      ...driftFindings(await driftedLately(manager, channels, lately)),
    ];
  }

  private measure(sources: readonly JudgedSource[], locations: readonly WatchedState[]): void {
    for (const { source, silentSeconds, state } of sources) {
      this.metrics.setHeartbeatAge(source, silentSeconds);
      this.metrics.setSourceStale(source, state === 'stale');
    }
    for (const { location, source, memory } of locations) {
      this.metrics.setLocationState(location, source, memory.state);
    }
  }

  private tell({ opened, resolved }: Transitions): void {
    for (const { kind, subject, summary } of opened) {
      this.logger.warn(`alert ${kind} ${subject}: ${summary}`, { alert: kind, subject });
    }
    for (const { kind, subject } of resolved) {
      this.logger.log(`resolved ${kind} ${subject}`, { alert: kind, subject });
    }
  }
}

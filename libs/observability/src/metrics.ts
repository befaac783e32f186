import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { OpenAlertMetrics } from './alerts/open-alert-metrics.js';

const LAG_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 30, 60, 120, 300, 600];

/** Shelfwire's metrics: base units, and never an item as a label. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  private readonly stageLag = new Histogram({
    name: 'shelfwire_stage_lag_seconds',
    help: 'From the commit in the source until the stage was through with the change',
    labelNames: ['stage', 'source'],
    buckets: LAG_BUCKETS,
    registers: [this.registry],
  });
  private readonly parked = this.counter('shelfwire_parked_total', 'Messages set aside', [
    'stage',
    'code',
  ]);
  private readonly forgotten = this.counter(
    'shelfwire_forgotten_rows_total',
    'Rows of movements that counts cover, forgotten after the retention of the policy',
    ['source'],
  );
  private readonly pushes = this.counter('shelfwire_push_total', 'Listings answered for', [
    'channel',
    'outcome',
  ]);
  private readonly throttleWait = this.counter(
    'shelfwire_throttle_wait_seconds',
    "Time that pushes waited for a channel's limits",
    ['channel'],
  );
  private readonly oldestUnacknowledged = this.gauge(
    'shelfwire_oldest_unacknowledged_age_seconds',
    'Age of the oldest number that a channel has not acknowledged',
    ['channel'],
  );
  private readonly heartbeatAge = this.gauge(
    'shelfwire_source_heartbeat_age_seconds',
    'Since the newest heartbeat of a source travelled into our state',
    ['source'],
  );
  private readonly stale = this.gauge(
    'shelfwire_source_stale',
    '1 when a source is silent for longer than its policy allows',
    ['source'],
  );
  private readonly locationState = this.gauge(
    'shelfwire_location_state',
    '1 for the state that a location is in as a source tells of it',
    ['location', 'source', 'state'],
  );
  private readonly locationStates = new Map<string, string>();
  readonly openAlerts = new OpenAlertMetrics(this.registry);
  private readonly notifications = this.counter(
    'inv_notifications_total',
    'Notifications of alerts, by receiver and outcome',
    ['receiver', 'outcome'],
  );

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  observeStageLag(stage: string, source: string, seconds: number): void {
    this.stageLag.observe({ stage, source }, seconds);
  }

  countParked(stage: string, code: string): void {
    this.parked.inc({ stage, code });
  }

  countForgotten(source: string, rows: number): void {
    this.forgotten.inc({ source }, rows);
  }

  countPush(channel: string, outcome: string, listings = 1): void {
    this.pushes.inc({ channel, outcome }, listings);
  }

  addThrottleWait(channel: string, seconds: number): void {
    this.throttleWait.inc({ channel }, seconds);
  }

  setOldestUnacknowledgedAge(channel: string, seconds: number): void {
    this.oldestUnacknowledged.set({ channel }, seconds);
  }

  setHeartbeatAge(source: string, seconds: number): void {
    this.heartbeatAge.set({ source }, seconds);
  }

  setSourceStale(source: string, stale: boolean): void {
    this.stale.set({ source }, stale ? 1 : 0);
  }

  countNotification(receiver: string, outcome: 'sent' | 'failed'): void {
    this.notifications.inc({ receiver, outcome });
  }

  /** The state before is taken away, so that a location is in one at a time. */
  setLocationState(location: string, source: string, state: string): void {
    const key = JSON.stringify([location, source]);
    const before = this.locationStates.get(key);
    if (before !== undefined && before !== state) {
      this.locationState.remove({ location, source, state: before });
    }
    this.locationStates.set(key, state);
    this.locationState.set({ location, source, state }, 1);
  }

  private counter<T extends string>(name: string, help: string, labelNames: T[]): Counter<T> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private gauge<T extends string>(name: string, help: string, labelNames: T[]): Gauge<T> {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }
}

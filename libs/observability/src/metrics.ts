import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { STATE_GAUGES, type Line, type Shown, type StateGauge } from './state-gauges.js';
import { OpenAlertMetrics } from './alerts/open-alert-metrics.js';

const LAG_BUCKETS = [1, 5, 15, 30, 60, 120, 300, 600];

/** How far a change has come. Until a number is pushed it belongs to a source, from then on to a channel. */
type LagLabels =
  | { readonly stage: 'broker' | 'normalized' | 'applied'; readonly source: string }
  | { readonly stage: 'pushed' | 'acknowledged'; readonly channel: string };

/** Shelfwire's metrics: base units, and never an item as a label. docs/metrics.md describes them. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  private readonly eventLag = new Histogram({
    name: 'inv_event_lag_seconds',
    help: 'From the commit in the source until a change had come so far',
    labelNames: ['stage', 'source', 'channel'],
    buckets: LAG_BUCKETS,
    registers: [this.registry],
  });
  private readonly parked = this.counter('inv_parked_total', 'Messages set aside', [
    'stage',
    'code',
  ]);
  private readonly forgotten = this.counter(
    'inv_forgotten_rows_total',
    'Rows of movements that counts cover, forgotten after the retention of the policy',
    ['source'],
  );
  private readonly pushes = this.counter('inv_push_total', 'Listings answered for', [
    'channel',
    'outcome',
  ]);
  private readonly throttleWait = this.counter(
    'inv_throttle_wait_seconds_total',
    "Time that pushes waited for a channel's limits",
    ['channel'],
  );
  private readonly conflicts = this.counter(
    'inv_reservation_conflicts_total',
    'Reservations and orders that were refused for lack of stock',
    ['channel'],
  );
  private readonly scrapeFailures = this.counter(
    'inv_scrape_failures_total',
    'Questions at a scrape that were not answered in time; their gauges are away until they are',
    ['query'],
  );
  private readonly oldestUnacknowledged = this.gauge(
    'inv_oldest_unacked_age_seconds',
    'Age of the oldest number that a channel has not acknowledged',
    ['channel'],
  );
  private readonly heartbeatAge = this.gauge(
    'inv_source_heartbeat_age_seconds',
    'Since the newest heartbeat of a source travelled into our state',
    ['source'],
  );
  private readonly stale = this.gauge(
    'inv_source_stale',
    '1 when a source is silent for longer than its policy allows',
    ['source'],
  );
  private readonly locationState = this.gauge(
    'inv_location_state',
    '1 for the state that a location is in as a source tells of it',
    ['location', 'source', 'state'],
  );
  private readonly locationStates = new Map<string, string>();
  private readonly states = new Map<string, Gauge>(
    Object.entries(STATE_GAUGES).map(([key, { name, help, labels }]) => [
      key,
      this.gauge(name, help, [...labels]),
    ]),
  );
  private readonly collectors: (() => Promise<void>)[] = [];
  readonly openAlerts = new OpenAlertMetrics(this.registry);
  private readonly notifications = this.counter(
    'inv_notifications_total',
    'Notifications of alerts, by receiver and outcome',
    ['receiver', 'outcome'],
  );

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    for (const gauge of this.states.values()) clear(gauge);
  }

  /** Lets a part ask for what it shows, each time somebody scrapes. It may not throw, nor take long. */
  beforeScrape(collect: () => Promise<void>): void {
    this.collectors.push(collect);
  }

  /** Everything, in Prometheus' text format, as it is now. */
  async scrape(): Promise<string> {
    await Promise.all(this.collectors.map((collect) => collect()));
    return this.registry.metrics();
  }

  /** Each of these gauges has these lines from now on, and no others. */
  show(shown: Shown): void {
    for (const key of Object.keys(shown) as StateGauge[]) {
      const gauge = this.states.get(key);
      if (!gauge) continue;
      clear(gauge);
      const lines: readonly Line[] = shown[key] ?? [];
      for (const { labels, value } of lines) gauge.set({ ...labels }, value);
    }
  }

  /** A clock behind the source's makes no lag below zero; NaN, of an unknown commit time, counts not at all. */
  observeLag(labels: LagLabels, seconds: number): void {
    if (Number.isNaN(seconds)) return;
    this.eventLag.observe({ ...labels }, Math.max(0, seconds));
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

  countConflict(channel: string): void {
    this.conflicts.inc({ channel });
  }

  countScrapeFailure(query: string): void {
    this.scrapeFailures.inc({ query });
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

/** A gauge without labels is set to zero by its reset, and is there from its beginning. */
function clear(gauge: Gauge): void {
  gauge.reset();
  gauge.remove({});
}

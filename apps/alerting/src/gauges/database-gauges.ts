import { POLICY, type Policy } from '#config';
import { Metrics, type Shown, type StateGauge } from '#observability';
import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { PARKED, WAITING } from './backlog.gauges.js';
import { CHANNELS } from './channel.gauges.js';
import { EXCEPTIONS, OUTBOX } from './claims.gauges.js';
import { CONNECTORS } from './connector.gauges.js';
import type { GaugeQuery } from './gauge-query.js';
import { LEDGER } from './ledger.gauges.js';
import { RECONCILIATION } from './reconciliation.gauges.js';

const QUERIES: readonly GaugeQuery[] = [
  PARKED,
  WAITING,
  CHANNELS,
  EXCEPTIONS,
  OUTBOX,
  LEDGER,
  RECONCILIATION,
  CONNECTORS,
];

/** A question that takes longer is given up, so that a scrape costs the database little. */
export const QUESTION_MS = 1_000;
/** A scrape waits no longer for all of them; Prometheus gives it up after ten seconds. */
const SCRAPE_MS = 5_000;

/**
 * Gauges of what the database holds, asked for when somebody scrapes: one question after the other, on one
 * connection at a time, however many scrape. What is not answered is away from the answer, never out of date.
 */
@Injectable()
export class DatabaseGauges {
  private current: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly metrics: Metrics,
    @Inject(POLICY) private readonly policy: Policy,
  ) {
    metrics.beforeScrape(() => this.collect());
  }

  private async collect(): Promise<void> {
    this.current ??= this.askAll().finally(() => {
      this.current = undefined;
    });
    const giveUp = new AbortController();
    const isLate = await Promise.race([
      this.current.then(() => false),
      sleep(SCRAPE_MS, true, { signal: giveUp.signal }).catch(() => true),
    ]);
    giveUp.abort();
    if (!isLate) return;
    for (const query of QUERIES) this.fail(query);
  }

  private async askAll(): Promise<void> {
    for (const query of QUERIES) await this.ask(query);
  }

  private async ask(query: GaugeQuery): Promise<void> {
    try {
      const shown = await this.dataSource.transaction(async (manager) => {
        await manager.query(`SET LOCAL statement_timeout = ${QUESTION_MS}`);
        return query.ask(manager, this.policy);
      });
      this.metrics.show(shown);
    } catch {
      // told as a metric: who scrapes an installation whose database is away has other alerts
      this.fail(query);
    }
  }

  private fail({ name, gauges }: GaugeQuery): void {
    this.metrics.show(nothingOf(gauges));
    this.metrics.countScrapeFailure(name);
  }
}

const nothingOf = (gauges: readonly StateGauge[]): Shown =>
  Object.fromEntries(gauges.map((gauge) => [gauge, []]));

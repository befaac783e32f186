import type { ChannelConnector, Gauge, LimitDimension } from '#channels';
import type { DataSource } from 'typeorm';
import { takeShare } from './app-budget.repository.js';
import { AppGauge } from './app-gauge.js';

/** The limits of apps in this process: accounts of one app spend the same one. */
export class AppGauges {
  private readonly gauges = new Map<string, AppGauge>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly now: () => number,
  ) {}

  /** The shared gauge of a limit; undefined: it is the account's own. */
  of({ app }: Pick<ChannelConnector, 'app'>, dimension: LimitDimension): Gauge | undefined {
    if (app === undefined || dimension.scope !== 'app') return undefined;
    const key = `${app} ${dimension.id}`;
    const known = this.gauges.get(key) ?? this.open(app, dimension);
    this.gauges.set(key, known);
    return known;
  }

  private open(app: string, dimension: LimitDimension): AppGauge {
    const { dataSource, now } = this;
    return new AppGauge(
      dimension,
      (budget, wanted) => takeShare(dataSource, budget, { app, limitId: dimension.id, ...wanted }),
      now,
    );
  }
}

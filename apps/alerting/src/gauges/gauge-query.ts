import type { Policy } from '#config';
import type { Shown, StateGauge } from '#observability';
import type { EntityManager } from 'typeorm';

/** What one question to the database is answered by. It may look at few rows only, or by an index. */
export interface GaugeQuery {
  /** as failures are counted under */
  readonly name: string;
  /** the gauges that it answers for, all of which are away while it fails */
  readonly gauges: readonly StateGauge[];
  ask(db: Pick<EntityManager, 'query'>, policy: Policy): Promise<Shown>;
}

import { controlSignal, type SourceSignals } from '#connect';
import { countWaiting, readEnds } from '#messaging';
import { setPaced } from '#storage';
import type { Admin } from 'kafkajs';
import type { DataSource, EntityManager } from 'typeorm';
import { NORMALIZER } from '../normalize-batches.js';
import type { SourceCatalog } from '../source-catalog.js';

/** Messages before the stages at which a backfill is paused, and at which it goes on: some seconds of work. */
const MOST_WAITING = 2_500;
const FEW_WAITING = 1_000;

interface OpenBackfill {
  readonly id: string;
  readonly source: string;
  readonly state: 'running' | 'paused';
  readonly paced: boolean;
}

/**
 * Lets backfills go no faster than the stages: Debezium reads rows faster than they are folded, and sales
 * would queue behind them.
 */
export class BackfillPace {
  private connected: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly admin: Admin,
    private readonly catalog: SourceCatalog,
    private readonly stockEvents: string,
    private readonly signals: ReadonlyMap<string, Pick<SourceSignals, 'send'>>,
  ) {}

  /** One step for each backfill that is being read. */
  step(): Promise<void> {
    return this.dataSource.transaction(async (manager) => {
      for (const backfill of await this.open(manager)) {
        await (this.connected ??= this.admin.connect());
        await this.pace(manager, backfill);
      }
    });
  }

  async close(): Promise<void> {
    if (this.connected) await this.admin.disconnect();
  }

  /** One that a person has paused is the person's. */
  private open(manager: EntityManager): Promise<OpenBackfill[]> {
    return manager.query<OpenBackfill[]>(
      `SELECT id, source, state, paced FROM backfill
       WHERE source = ANY ($1::text[]) AND (state = 'running' OR state = 'paused' AND paced)
       ORDER BY source FOR UPDATE SKIP LOCKED`,
      [this.catalog.sources],
    );
  }

  private async pace(manager: EntityManager, backfill: OpenBackfill): Promise<void> {
    const { id, source, paced } = backfill;
    const waiting = await this.waiting(manager, source);
    const isPaced = paced ? waiting > FEW_WAITING : waiting > MOST_WAITING;
    if (isPaced === paced) return;
    await setPaced(manager, id, isPaced);
    await this.signals.get(source)?.send(controlSignal(id, isPaced ? 'pause' : 'resume'));
  }

  private async waiting(manager: EntityManager, source: string): Promise<number> {
    const [captured, events] = await Promise.all([
      readEnds(this.admin, this.catalog.topicsOf(source)),
      readEnds(this.admin, [this.stockEvents]),
    ]);
    return (
      (await countWaiting(manager, NORMALIZER, captured)) +
      (await countWaiting(manager, 'availability', events))
    );
  }
}

import { hasReached, readEnds, type Ends } from '#messaging';
import type { Admin } from 'kafkajs';
import type { DataSource, EntityManager } from 'typeorm';
import { NORMALIZER } from '../normalize-batches.js';
import type { SourceCatalog } from '../source-catalog.js';

/** The word that all is read may overtake the last rows on their way to the broker, by the time of a send. */
const SETTLED_SECONDS = 2;

interface ReadBackfill {
  readonly id: string;
  readonly source: string;
  readonly read_ends: Ends | null;
  readonly announced_ends: Ends | null;
}

/** Follows backfills that the connector has read until the stages have stored the effect of every row. */
export class BackfillEnd {
  private connected: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly admin: Admin,
    private readonly catalog: SourceCatalog,
    private readonly stockEvents: string,
  ) {}

  /** One step for each of them. @returns sources whose backfill is done */
  step(): Promise<readonly string[]> {
    return this.dataSource.transaction(async (manager) => {
      const done: string[] = [];
      for (const backfill of await this.underWay(manager)) {
        await (this.connected ??= this.admin.connect());
        if (await this.advance(manager, backfill)) done.push(backfill.source);
      }
      return done;
    });
  }

  async close(): Promise<void> {
    if (this.connected) await this.admin.disconnect();
  }

  private underWay(manager: EntityManager): Promise<ReadBackfill[]> {
    return manager.query<ReadBackfill[]>(
      `SELECT id, source, read_ends, announced_ends FROM backfill
       WHERE state = 'read' AND source = ANY ($1::text[])
         AND read_at < now() - make_interval(secs => $2)
       ORDER BY source FOR UPDATE SKIP LOCKED`,
      [this.catalog.sources, SETTLED_SECONDS],
    );
  }

  private async advance(
    manager: EntityManager,
    { id, source, read_ends: read, announced_ends: announced }: ReadBackfill,
  ): Promise<boolean> {
    if (read === null) {
      const ends = await readEnds(this.admin, this.catalog.topicsOf(source));
      await manager.query('UPDATE backfill SET read_ends = $2 WHERE id = $1', [
        id,
        JSON.stringify(ends),
      ]);
      return false;
    }
    if (announced === null) {
      if (!(await hasReached(manager, NORMALIZER, read))) return false;
      const ends = await readEnds(this.admin, [this.stockEvents]);
      await manager.query('UPDATE backfill SET announced_ends = $2 WHERE id = $1', [
        id,
        JSON.stringify(ends),
      ]);
      return false;
    }
    if (!(await hasReached(manager, 'availability', announced))) return false;
    await manager.query(`UPDATE backfill SET state = 'done', ended_at = now() WHERE id = $1`, [id]);
    return true;
  }
}

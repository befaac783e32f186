import { systemClock, type Clock } from '#config';
import { encodeSourceRepaired, type Topics } from '#contracts';
import { hasReached, readEnds, type Ends, type RecordProducer } from '#messaging';
import { recordAction } from '#storage';
import type { Admin } from 'kafkajs';
import type { DataSource, EntityManager } from 'typeorm';
import { NORMALIZER } from '../normalize-batches.js';
import type { SourceCatalog } from '../source-catalog.js';
import { repairReport, type RepairReport } from './repair-report.js';

/** Stream on for so long after the snapshot's end: by then the broker has all that the snapshot read. */
const SETTLED_SECONDS = 10;

export interface Repaired {
  readonly source: string;
  readonly report: RepairReport;
}

interface Unverified {
  source: string;
  epoch: number;
  reason: string | null;
  read_ends: Ends | null;
  announced_ends: Ends | null;
}

/**
 * Follows a new snapshot of an unverified source until its stock may be trusted again (promise I10): the
 * snapshot was read, its rows were translated, the word that it is complete was given to every partition,
 * and availability has taken back what was stated before and not since.
 */
export class SourceRepair {
  private connected: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly admin: Admin,
    private readonly producer: RecordProducer,
    private readonly catalog: SourceCatalog,
    private readonly topics: Topics,
    private readonly clock: Clock = systemClock,
  ) {}

  /** One step for each source under repair. @returns sources that are verified again, and what was different */
  async step(): Promise<readonly Repaired[]> {
    await (this.connected ??= this.admin.connect());
    return this.dataSource.transaction(async (manager) => {
      const verified: Repaired[] = [];
      for (const at of await this.underRepair(manager)) {
        if (await this.advance(manager, at)) verified.push(await this.reported(manager, at));
      }
      return verified;
    });
  }

  async close(): Promise<void> {
    if (this.connected) await this.admin.disconnect();
  }

  private underRepair(manager: EntityManager): Promise<Unverified[]> {
    return manager.query<Unverified[]>(
      `SELECT source, epoch, reason, read_ends, announced_ends FROM source_trust
       WHERE NOT verified AND epoch > doubted_in AND source = ANY ($1::text[])
         AND streaming_since < now() - make_interval(secs => $2)
       ORDER BY source FOR UPDATE SKIP LOCKED`,
      [this.catalog.sources, SETTLED_SECONDS],
    );
  }

  private async advance(manager: EntityManager, at: Unverified): Promise<boolean> {
    const { source, epoch, read_ends: read, announced_ends: announced } = at;
    if (read === null) {
      const ends = await readEnds(this.admin, this.catalog.topicsOf(source));
      await manager.query('UPDATE source_trust SET read_ends = $2 WHERE source = $1', [
        source,
        JSON.stringify(ends),
      ]);
      return false;
    }
    if (announced === null) {
      if (await hasReached(manager, NORMALIZER, read)) await this.announce(manager, source, epoch);
      return false;
    }
    if (!(await hasReached(manager, 'availability', announced))) return false;
    await manager.query(
      `UPDATE source_trust SET verified = true, reason = NULL, since = now() WHERE source = $1`,
      [source],
    );
    return true;
  }

  private async reported(
    manager: EntityManager,
    { source, epoch, reason }: Unverified,
  ): Promise<Repaired> {
    const report = await repairReport(manager, source, epoch);
    await recordAction(manager, {
      actor: NORMALIZER,
      action: 'source.verified',
      subject: source,
      reason: reason ?? '',
      details: { epoch, ...report },
    });
    return { source, report };
  }

  /** Announced again after a crash in between, which is harmless: what is gone is gone already. */
  private async announce(manager: EntityManager, source: string, epoch: number): Promise<void> {
    const { stockEvents } = this.topics;
    const at = this.clock().toISOString();
    const partitions = Object.keys((await readEnds(this.admin, [stockEvents]))[stockEvents] ?? {});
    await this.producer.send(
      stockEvents,
      partitions.map((partition) => encodeSourceRepaired({ source, epoch, at }, Number(partition))),
    );
    const ends = await readEnds(this.admin, [stockEvents]);
    await manager.query('UPDATE source_trust SET announced_ends = $2 WHERE source = $1', [
      source,
      JSON.stringify(ends),
    ]);
  }
}

import { packFolder, type Policy, type Settings } from '#config';
import { reconcileSource } from '#connect';
import { loadPack } from '#mapping';
import type { DataSource } from 'typeorm';

const DAY_MS = 86_400_000;
const ACTOR = 'nightly reconciliation';

/** Compares every source's own levels with ours, once a day at the policy's time. */
export class NightlyReconciliation {
  constructor(
    private readonly dataSource: DataSource,
    private readonly policy: Policy,
    private readonly settings: Settings,
    /** a night that was over before this program began is nobody's business */
    private readonly since: Date,
  ) {}

  /**
   * @param signal ends it early, with its reason thrown
   * @returns what was found in each source whose time had come
   */
  async step(now: Date, signal?: AbortSignal): Promise<readonly string[]> {
    const { reconcile, sources } = this.policy;
    if (!reconcile) return [];
    const due = dueAt(reconcile.at, now);
    const found: string[] = [];
    for (const [source, { pack: folder }] of Object.entries(sources)) {
      const pack = loadPack(packFolder(folder, this.settings.configFile));
      const isDue = due > this.since && pack.file.levels !== undefined;
      if (!isDue || !(await this.claim(source, due))) continue;
      const { differences } = await reconcileSource(
        { ...this.surroundings, pack, signal },
        { source, fix: reconcile.fix, reason: `every day at ${reconcile.at} UTC`, askedBy: ACTOR },
      );
      const mended = differences.filter((each) => each.mended).length;
      found.push(`${source}: ${differences.length} levels different, ${mended} of them mended`);
    }
    return found;
  }

  private get surroundings() {
    const { dataSource, settings, policy } = this;
    return { dataSource, settings, policy };
  }

  /** One process does it: whoever is first says so. */
  private async claim(source: string, due: Date): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `INSERT INTO operator_action (actor, action, subject, reason, at)
       SELECT $1, 'reconcile.due', $2::text, 'due at ' || $3::text, now()
       WHERE pg_try_advisory_xact_lock(hashtext('reconcile.due'))
         AND NOT EXISTS (SELECT FROM operator_action
                         WHERE action = 'reconcile.due' AND subject = $2::text
                           AND at >= ($3::text)::timestamptz)
       RETURNING id`,
      [ACTOR, source, due.toISOString()],
    );
    return rows.length > 0;
  }
}

/** The last time at which it was due, UTC. */
export function dueAt(time: string, now: Date): Date {
  const today = new Date(`${now.toISOString().slice(0, 10)}T${time}:00.000Z`);
  return today <= now ? today : new Date(today.getTime() - DAY_MS);
}

import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

const LOOK_MS = 250;

/** What an operator was told since a moment, and when, in seconds after it. */
export class Witness {
  private readonly seen = new Map<string, number>();
  private readonly startedAt = performance.now();
  private readonly ended = new AbortController();
  private watching: Promise<void> | undefined;

  constructor(private readonly state: pg.Client) {}

  static watch(state: pg.Client): Witness {
    const witness = new Witness(state);
    witness.watching = witness.look();
    return witness;
  }

  get told(): ReadonlyMap<string, number> {
    return this.seen;
  }

  get seconds(): number {
    return (performance.now() - this.startedAt) / 1000;
  }

  async end(): Promise<void> {
    this.ended.abort();
    await this.watching;
  }

  /** Whether every connector works, every source is verified, and nothing waits. */
  async isWell(): Promise<boolean> {
    const { rows } = await this.state.query<{ well: boolean }>(
      `SELECT NOT EXISTS (SELECT FROM connector_health WHERE cause IS NOT NULL)
          AND NOT EXISTS (SELECT FROM source_trust WHERE NOT verified)
          AND NOT EXISTS (SELECT FROM waiting_change) AS well`,
    );
    return rows[0]?.well === true;
  }

  /** Whether it is well, and every source has just been heard: nothing is being started any more. */
  async isCalm(): Promise<boolean> {
    const { rows } = await this.state.query<{ heard: boolean }>(
      `SELECT coalesce(bool_and(seen_at > now() - interval '3 seconds'), false) AS heard
       FROM source_heartbeat`,
    );
    return rows[0]?.heard === true && (await this.isWell());
  }

  private async look(): Promise<void> {
    while (!this.ended.signal.aborted) {
      const { rows } = await this.state.query<{ word: string }>(
        `SELECT cause AS word FROM connector_health WHERE cause IS NOT NULL
         UNION SELECT 'source_unverified' FROM source_trust WHERE NOT verified`,
      );
      for (const { word } of rows) if (!this.seen.has(word)) this.seen.set(word, this.seconds);
      await sleep(LOOK_MS);
    }
  }
}

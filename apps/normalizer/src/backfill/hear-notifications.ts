import { notificationTopic } from '#contracts';
import { lockProgress, saveProgress, unapplied, type RawBatch } from '#messaging';
import { hearBackfill } from '#storage';
import type { DataSource } from 'typeorm';
import { backfillWord } from './backfill-word.js';

/** How far the notifications of every source were read. */
export const BACKFILL_NOTIFICATIONS = 'backfill-notifications';

/** Stores what the connectors tell of backfills, in one transaction with how far that was read (I1, I2). */
export class HearNotifications {
  /** topic → source */
  private readonly sources: ReadonlyMap<string, string>;

  constructor(
    private readonly dataSource: DataSource,
    sources: readonly string[],
    namespace: string,
  ) {
    this.sources = new Map(sources.map((source) => [notificationTopic(source, namespace), source]));
  }

  get topics(): readonly string[] {
    return [...this.sources.keys()];
  }

  handle(batches: readonly RawBatch[]): Promise<void> {
    return this.dataSource.transaction(async (manager) => {
      const locked = await lockProgress(manager, BACKFILL_NOTIFICATIONS, batches);
      const fresh = locked.flatMap(({ at, progress }) => unapplied(at, progress) ?? []);
      for (const { topic, messages } of fresh) {
        const source = this.sources.get(topic);
        if (source === undefined) continue;
        for (const { offset, value } of messages) {
          const heard = backfillWord(value);
          if (heard) await hearBackfill(manager, source, offset, heard.at, heard.word);
        }
      }
      const reached = fresh.map(({ topic, partition, nextOffset }) => ({
        topic,
        partition,
        applied: nextOffset,
        announced: nextOffset,
      }));
      await saveProgress(manager, BACKFILL_NOTIFICATIONS, reached);
    });
  }
}

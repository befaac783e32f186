import type { RawBatch } from '#messaging';
import type { DataSource, EntityManager } from 'typeorm';
import { forgetIn } from '../retention/forget-movements.js';
import {
  countMarks,
  readMarks,
  writeMark,
  type RetentionMark,
} from '../retention/retention-mark.js';

/**
 * Forgets in the rebuilt state what the live one forgot, after the same events: what comes later is then folded
 * over the same rows. Marks that are repeated are written down beside it, so that none is repeated twice.
 */
export class RepeatedMarks {
  private constructor(
    private readonly rebuilt: DataSource,
    private readonly left: ReadonlyMap<number, RetentionMark[]>,
  ) {}

  /** Those of the live state that were not repeated yet, up to the targets. */
  static async read(
    live: EntityManager,
    rebuilt: DataSource,
    targets: ReadonlyMap<number, bigint>,
  ): Promise<RepeatedMarks> {
    const left = new Map<number, RetentionMark[]>();
    for (const [partition, target] of targets) {
      const repeated = await countMarks(rebuilt.manager, partition);
      const marks = await readMarks(live, partition, repeated);
      left.set(
        partition,
        marks.filter(({ inputOffset }) => inputOffset <= target),
      );
    }
    return new RepeatedMarks(rebuilt, left);
  }

  /** The batches in parts, each of which ends where something was forgotten, to be folded one after the other. */
  cut(batches: readonly RawBatch[]): readonly (readonly RawBatch[])[] {
    const parts = batches.map((batch) => this.partsOf(batch));
    const most = Math.max(...parts.map(({ length }) => length));
    return Array.from({ length: most }, (_, part) => parts.flatMap((own) => own[part] ?? []));
  }

  /** Repeats the marks that were made up to there. */
  async repeatUpTo(partition: number, offset: bigint): Promise<void> {
    const marks = this.left.get(partition) ?? [];
    for (let mark = marks[0]; mark && mark.inputOffset <= offset; mark = marks[0]) {
      await this.repeat(partition, mark);
      marks.shift();
    }
  }

  private repeat(partition: number, mark: RetentionMark): Promise<void> {
    return this.rebuilt.transaction(async (manager) => {
      await forgetIn(manager, partition, mark.relations, mark.before);
      await writeMark(manager, partition, mark);
    });
  }

  private partsOf(batch: RawBatch): readonly RawBatch[] {
    const marks = this.left.get(batch.partition) ?? [];
    const within = marks.map(({ inputOffset }) => inputOffset);
    const ends = [...new Set(within.filter((end) => end < batch.nextOffset)), batch.nextOffset];
    return ends.map((end, index) => {
      const start = ends[index - 1] ?? 0n;
      const messages = batch.messages.filter(({ offset }) => offset >= start && offset < end);
      return { ...batch, messages, nextOffset: end };
    });
  }
}

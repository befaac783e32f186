import {
  lockProgress,
  parkMessages,
  saveProgress,
  unapplied,
  type Poison,
  type RawBatch,
} from '#messaging';
import { recordAbsorptions } from '#storage';
import type { DataSource, EntityManager } from 'typeorm';
import { readClaims } from './claims/read-claims.js';
import type { FoldException, LedgerEntry } from './fold-batch.js';
import { foldPartition, type FoldedPartition, type FoldingTerms } from './fold-partition.js';
import { inRounds } from './in-rounds.js';
import { readEvents, type ReadBatch } from './incoming-event.js';
import type { ItemNumbers } from './item-numbers.js';
import { knowledgeNeeds } from './knowledge-needs.js';
import { readKnowledge, type Knowledge } from './read-knowledge.js';
import { withRelations } from './read-relations.js';
import { readStates, type PartitionState } from './read-states.js';
import { namedItems, rememberedItems } from './remembered-items.js';
import type { TermsInForce } from './terms/policy-terms.js';
import { withVanishedRows } from './vanished-rows.js';
import { writeHistories } from './write-histories.js';
import { writeFolded } from './write-folded.js';

export const AVAILABILITY = 'availability';

export interface AppliedBatches {
  /** by partition, next offset to apply before: above the batch's first one when it came again */
  readonly appliedBefore: ReadonlyMap<number, bigint>;
  readonly items: readonly ItemNumbers[];
  readonly entries: readonly LedgerEntry[];
  readonly exceptions: readonly FoldException[];
  readonly poisons: readonly Poison[];
}

/**
 * Folds batches of stock events into positions, in one transaction: ledger, state, progress (I1).
 * The new numbers are announced after the commit; progress keeps which announcements are certain.
 */
export class ApplyBatches {
  constructor(
    private readonly dataSource: DataSource,
    private readonly inForce: TermsInForce,
  ) {}

  /** @param announcedOf a partition's next input offset whose announcement is not certain, as this process knows it */
  handle(
    batches: readonly RawBatch[],
    announcedOf: (partition: number) => bigint,
  ): Promise<AppliedBatches> {
    return this.dataSource.transaction((manager) => this.apply(manager, batches, announcedOf));
  }

  private async apply(
    manager: EntityManager,
    batches: readonly RawBatch[],
    announcedOf: (partition: number) => bigint,
  ): Promise<AppliedBatches> {
    const locked = await lockProgress(manager, AVAILABILITY, batches);
    const fresh = locked.flatMap(({ at, progress }) => unapplied(at, progress) ?? []);
    // asked for under the lock: whoever renumbers afterwards finds what follows from older terms
    const { policy, terms, now } = this.inForce.current();
    const at = { policy, terms, appliedAt: now.toISOString() };
    const poisons: Poison[] = [];
    const folded: FoldedPartition[] = [];
    for (const round of inRounds(fresh)) {
      const read = await this.read(manager, round);
      poisons.push(...read.flatMap((slice) => slice.poisons));
      folded.push(...(await this.foldRound(manager, read, at)));
    }
    const reached = fresh.map(({ topic, partition, nextOffset }) => {
      return { topic, partition, applied: nextOffset, announced: announcedOf(partition) };
    });
    await Promise.all([
      parkMessages(manager, AVAILABILITY, poisons),
      saveProgress(manager, AVAILABILITY, reached),
    ]);
    return {
      exceptions: folded.flatMap(({ exceptions }) => exceptions),
      appliedBefore: new Map(locked.map((one) => [one.at.partition, one.progress.applied])),
      items: folded.flatMap(({ items }) => items),
      entries: folded.flatMap(({ entries }) => entries),
      poisons,
    };
  }

  private async read(manager: EntityManager, round: readonly RawBatch[]): Promise<ReadBatch[]> {
    const read: ReadBatch[] = [];
    for (const batch of round) read.push(await withVanishedRows(manager, readEvents(batch)));
    return read;
  }

  private async foldRound(
    manager: EntityManager,
    read: readonly ReadBatch[],
    at: FoldingTerms,
  ): Promise<FoldedPartition[]> {
    const states = await readClaims(manager, await readStates(manager, read));
    const needs = knowledgeNeeds(at.policy);
    const remembered = rememberedItems(states);
    const knownOf = await readKnowledge(manager, namedItems(states), needs, remembered);
    const folded: FoldedPartition[] = [];
    for (const state of states) {
      folded.push(await this.fold(manager, state, knownOf(state.partition), at));
    }
    await Promise.all([
      writeFolded(manager, folded),
      writeHistories(manager, folded),
      recordAbsorptions(
        manager,
        folded.flatMap(({ absorptions }) => absorptions),
      ),
    ]);
    return folded;
  }

  /** Counts and cancellations are folded over all of the item's movements, which are read when one comes. */
  private async fold(
    manager: EntityManager,
    state: PartitionState,
    knowledge: Knowledge,
    at: FoldingTerms,
  ): Promise<FoldedPartition> {
    const folded = foldPartition(state, knowledge, at);
    if (folded.missing.length === 0) return folded;
    const whole = await withRelations(manager, state, folded.missing);
    return foldPartition(whole, knowledge, at);
  }
}

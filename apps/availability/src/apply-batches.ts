import type { Policy } from '#config';
import { lockProgress, parkMessages, saveProgress, type Poison, type RawBatch } from '#messaging';
import type { DataSource, EntityManager } from 'typeorm';
import { channelNumbers } from './channel-numbers.js';
import { foldBatch, type FoldedBatch, type LedgerEntry } from './fold-batch.js';
import { readEvents } from './incoming-event.js';
import type { ItemNumbers } from './item-numbers.js';
import { readState } from './read-state.js';
import { positionsBySku, type StockState } from './stock-state.js';
import { ledgerRows } from './ledger-row.js';
import { writeState } from './write-state.js';

export const AVAILABILITY = 'availability';

export interface AppliedBatch {
  /** next offset to apply before this batch: above the batch's first one when it came again */
  readonly appliedBefore: bigint;
  readonly items: readonly ItemNumbers[];
  readonly entries: readonly LedgerEntry[];
  readonly poisons: readonly Poison[];
}

/**
 * Folds one batch of stock events into positions, in one transaction: ledger, state, progress (I1).
 * The new numbers are announced after the commit; progress keeps which announcements are certain.
 */
export class ApplyBatch {
  constructor(
    private readonly dataSource: DataSource,
    private readonly policy: Policy,
  ) {}

  /** @param announced next input offset whose announcement is not certain, as this process knows it */
  handle(batch: RawBatch, announced: bigint): Promise<AppliedBatch> {
    return this.dataSource.transaction((manager) => this.apply(manager, batch, announced));
  }

  private async apply(
    manager: EntityManager,
    batch: RawBatch,
    announced: bigint,
  ): Promise<AppliedBatch> {
    const { topic, partition } = batch;
    const at = { stage: AVAILABILITY, topic, partition };
    const progress = await lockProgress(manager, at);
    const appliedBefore = progress.applied;
    if (batch.nextOffset <= appliedBefore) {
      return { appliedBefore, items: [], entries: [], poisons: [] };
    }
    const fresh = batch.messages.filter(({ offset }) => offset >= appliedBefore);
    const { incoming, poisons } = readEvents(batch, fresh);
    await parkMessages(manager, AVAILABILITY, poisons);
    const state = await readState(manager, partition, incoming);
    const folded = foldBatch(state, incoming);
    const items = this.numbersOf(state, folded);
    const versions = new Map(items.map(({ sku, version }) => [sku, version]));
    const ledger = ledgerRows(
      {
        partition,
        lastLine: state.lastLine,
        policyVersion: this.policy.policyVersion,
        appliedAt: new Date().toISOString(),
        versionOf: (sku) => versions.get(sku) ?? state.items.get(sku)?.version ?? 0n,
      },
      folded.entries,
    );
    await writeState(manager, partition, folded, items, ledger);
    await saveProgress(manager, at, { applied: batch.nextOffset, announced });
    return { appliedBefore, items, entries: folded.entries, poisons };
  }

  private numbersOf(state: StockState, folded: FoldedBatch): ItemNumbers[] {
    const positions = new Map([...state.positions, ...folded.positions]);
    const all = positionsBySku(positions.values());
    const appliedAt = new Date().toISOString();
    return [...folded.touched].map(([sku, { offset, recordedAt }]) => ({
      sku,
      version: (state.items.get(sku)?.version ?? 0n) + 1n,
      channels: channelNumbers(this.policy, all.get(sku) ?? []),
      policyVersion: this.policy.policyVersion,
      lastOffset: offset,
      recordedAt,
      appliedAt,
    }));
  }
}

import { formatQuantity, type Quantity } from '#domain';
import { readBackfill, recordAction, type Backfill } from '#storage';
import { setTimeout as sleep } from 'node:timers/promises';
import { BackfillError } from '../backfill/backfill-error.js';
import { startBackfill } from '../backfill/start-backfill.js';
import { placeId, type Comparison, type Difference } from './compare-levels.js';
import { explainDifferences, type ExplainedDifference } from './explain-differences.js';
import { look } from './look.js';
import type { ReconcileSurroundings } from './surroundings.js';
import { untilPassed } from './until-passed.js';
import { variance, varianceByPlace, type Variance } from './variance.js';

/** What a source says of itself beside what is kept of it. */
export interface Reconciled {
  readonly source: string;
  readonly compared: number;
  /** those that stayed after everything under way had come; the largest first */
  readonly differences: readonly ExplainedDifference[];
  /** levels that changed at every look */
  readonly moving: number;
  readonly variance: Variance;
  /** what the source calls places that the policy has no location for → levels there */
  readonly unnamed: Comparison['unnamed'];
  readonly backfill: string | null;
}

export interface ReconcileRequest {
  readonly source: string;
  /** whether rows of items that differ are read once more */
  readonly fix: boolean;
  readonly reason: string;
  readonly askedBy: string;
}

const ROUNDS = 5;
/** More items than this make no condition: all rows are read. */
const MOST_ITEMS = 500;
const PATIENCE_MS = 3_600_000;

/**
 * Compares a source's own levels with the live positions, until what is under way has come: a level counts as
 * different when neither side changed between two looks and they say different things.
 *
 * @throws LevelsError, BackfillError
 */
export async function reconcileSource(
  surroundings: ReconcileSurroundings,
  { source, fix, reason, askedBy }: ReconcileRequest,
): Promise<Reconciled> {
  const found = await settle(surroundings, source);
  const explained = await explainDifferences(surroundings.dataSource, source, found.differences);
  const backfill =
    fix && explained.length > 0
      ? await readOnceMore(surroundings, source, explained, { reason, askedBy })
      : null;
  const left = backfill
    ? new Set((await settle(surroundings, source)).differences.map(placeId))
    : null;
  const differences = explained.map((each) => ({
    ...each,
    mended: left !== null && !left.has(placeId(each)),
  }));
  const result: Reconciled = {
    source,
    compared: found.compared,
    differences,
    moving: found.moving,
    variance: variance(differences),
    unnamed: found.unnamed,
    backfill: backfill?.id ?? null,
  };
  await store(surroundings, result, { reason, askedBy });
  return result;
}

interface Settled {
  readonly compared: number;
  readonly differences: readonly Difference[];
  readonly moving: number;
  readonly unnamed: Comparison['unnamed'];
}

async function settle(surroundings: ReconcileSurroundings, source: string): Promise<Settled> {
  const at = { ...surroundings, source };
  let { comparison, at: moment } = await look(at);
  const { equal, differences: first, unnamed } = comparison;
  const compared = equal + first.length;
  const confirmed = new Map<string, Difference>();
  let open = byPlace(first);
  for (let round = 1; round <= ROUNDS && open.size > 0; round += 1) {
    await untilPassed(surroundings, source, moment);
    ({ comparison, at: moment } = await look(at));
    const now = byPlace(comparison.differences);
    const moving = new Map<string, Difference>();
    for (const [place, before] of open) {
      const again = now.get(place);
      if (!again) continue;
      if (saysTheSame(before, again)) confirmed.set(place, again);
      else moving.set(place, again);
    }
    open = moving;
  }
  return { compared, differences: [...confirmed.values()], moving: open.size, unnamed };
}

const byPlace = (differences: readonly Difference[]): Map<string, Difference> =>
  new Map(differences.map((each) => [placeId(each), each]));

const saysTheSame = (one: Difference, other: Difference): boolean =>
  one.folded === other.folded && one.stated === other.stated;

async function readOnceMore(
  surroundings: ReconcileSurroundings,
  source: string,
  differences: readonly Difference[],
  why: Pick<ReconcileRequest, 'reason' | 'askedBy'>,
): Promise<Backfill> {
  const items = [...new Set(differences.map(({ sku }) => sku))];
  const skus = items.length > MOST_ITEMS ? [] : items;
  const request = { source, tables: [], location: null, skus, ...why };
  const { id } = await startBackfill(surroundings, request);
  return untilDone(surroundings, source, id);
}

async function untilDone(
  { dataSource, signal }: ReconcileSurroundings,
  source: string,
  id: string,
): Promise<Backfill> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const backfill = await readBackfill(dataSource, id);
    if (!backfill) throw new Error(`there is no backfill ${id}`);
    const { state, problem, endedAt } = backfill;
    if (state === 'done' && problem === null) return backfill;
    if (endedAt !== null || Date.now() > deadline) {
      throw new BackfillError(
        `The backfill of ${source} that was to mend it is ${state}${problem === null ? '' : ` (${problem})`}: shelfwire backfill status ${source}`,
      );
    }
    await sleep(500, undefined, { signal });
  }
}

async function store(
  { dataSource }: ReconcileSurroundings,
  result: Reconciled,
  { reason, askedBy }: Pick<ReconcileRequest, 'reason' | 'askedBy'>,
): Promise<void> {
  const { source, compared, differences, moving, backfill } = result;
  const mended = differences.filter((each) => each.mended).length;
  await dataSource.query(
    `INSERT INTO reconciliation
       (source, compared, differences, mended, moving, backfill_id, result, spread)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      source,
      compared,
      differences.length,
      mended,
      moving,
      backfill,
      JSON.stringify(reconciledJson(result)),
      JSON.stringify(varianceByPlace(differences)),
    ],
  );
  await recordAction(dataSource, {
    actor: askedBy,
    action: 'source.reconcile',
    subject: source,
    reason,
    details: { compared, differences: differences.length, mended, moving, backfill },
  });
}

/** The result with its quantities as decimal texts. */
export const reconciledJson = (result: Reconciled): object => ({
  ...result,
  differences: result.differences.map(({ folded, stated, ...each }) => ({
    ...each,
    folded: amount(folded),
    stated: amount(stated),
  })),
});

const amount = (quantity: Quantity | null): string | null =>
  quantity === null ? null : formatQuantity(quantity);

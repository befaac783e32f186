import type { TestRow } from '../support/rows.js';
import { dayAt, type MonthFacts } from './month-facts.js';
import { share, sumOf, type Recomputed, type Scope } from './recompute-stock.js';

/** An order, or what one location had to do with it. */
interface Bought {
  readonly day: string | undefined;
  readonly deliveredDay: string | undefined;
  readonly rows: readonly TestRow[];
  readonly promised: readonly TestRow[];
}

const earliest = (rows: readonly TestRow[]): string | undefined =>
  rows.map((row) => dayAt(row['at'], row['location'])).toSorted()[0];

function boughtOf(rows: readonly TestRow[]): Bought {
  const promised = rows.filter(
    (row) => row['outcome'] === 'delivered' && row['promised_by'] !== null,
  );
  return {
    day: earliest(rows.filter(({ outcome }) => outcome !== 'delivered')),
    deliveredDay: earliest(promised),
    rows,
    promised,
  };
}

function ordersOf({ outcomes }: MonthFacts, { dimension, subject }: Scope): Bought[] {
  const groups = new Map<string, TestRow[]>();
  for (const row of outcomes) {
    if (dimension === 'location' && row['location'] !== subject) continue;
    if (dimension === 'channel' && row['channel'] !== subject) continue;
    const key = `${String(row['channel'])} ${String(row['order_id'])}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map(boughtOf);
}

const STOCK_REASONS = ['oversold', 'late_receipt', 'damaged'];
const reasonsOf = ({ rows }: Bought): string[] =>
  rows.flatMap(({ reason }) => (typeof reason === 'string' ? [reason] : []));

/** What became of the orders, order by order. */
export function recomputeOrders(facts: MonthFacts, scope: Scope): Recomputed {
  if (!['all', 'location', 'channel'].includes(scope.dimension)) return {};
  const bought = ordersOf(facts, scope);
  const orders = bought.filter(({ day }) => day !== undefined && scope.within(day));
  const promises = bought.filter(({ deliveredDay: day }) => day !== undefined && scope.within(day));
  const untouched = orders.filter(
    ({ rows }) =>
      rows.some(({ outcome }) => outcome === 'shipped') &&
      rows.every(({ outcome, manual }) => outcome !== 'cancelled' && manual === false),
  );
  const cancelledFor = (reasons: readonly string[]) =>
    orders.filter((order) => reasonsOf(order).some((reason) => reasons.includes(reason))).length;
  const kept = promises.filter(({ promised }) =>
    promised.every((row) => String(row['at']) <= String(row['promised_by'])),
  );
  return {
    allocation_accuracy: share(untouched.length, orders.length),
    cancellation_rate: share(
      orders.filter((order) => reasonsOf(order).length > 0).length,
      orders.length,
    ),
    availability_cancellations: share(cancelledFor(STOCK_REASONS), orders.length),
    oversell_rate: share(cancelledFor(['oversold']), orders.length),
    promise_accuracy: share(kept.length, promises.length),
  };
}

/** What the channels answered, and what became of claims. */
export function recomputeChannels(facts: MonthFacts, scope: Scope): Recomputed {
  if (!['all', 'channel'].includes(scope.dimension)) return {};
  const isOf = (row: TestRow, instant: string): boolean =>
    (scope.dimension === 'all' || row['channel'] === scope.subject) &&
    scope.within(dayAt(row[instant]));
  const listings = (outcomes: readonly string[]) =>
    sumOf(
      facts.pushes.filter(
        (row) => isOf(row, 'quarter') && outcomes.includes(String(row['outcome'])),
      ),
      (row) => row['listings'],
    );
  const answered = listings(['shown', 'repeated', 'rejected']);
  const made = facts.claims.filter((row) => isOf(row, 'created_at')).length;
  const ended = facts.claims.filter((row) => row['ended_at'] !== null && isOf(row, 'ended_at'));
  const refused = facts.exceptions.filter(
    (row) => isOf(row, 'raised_at') && row['kind'] !== 'unmatched',
  ).length;
  return {
    push_errors: share(listings(['rejected']), answered),
    push_retries: share(listings(['again']), listings(['again']) + answered),
    order_refusals: share(refused, refused + made),
    claim_expiry: share(ended.filter(({ state }) => state === 'expired').length, ended.length),
    ...recomputeBuffers(facts, scope),
  };
}

function recomputeBuffers({ samples }: MonthFacts, scope: Scope): Recomputed {
  const days = new Map<string, TestRow[]>();
  for (const row of samples) {
    const day = dayAt(row['hour']);
    if (!scope.within(day)) continue;
    if (scope.dimension === 'channel' && row['channel'] !== scope.subject) continue;
    const key = `${String(row['channel'])} ${day}`;
    days.set(key, [...(days.get(key) ?? []), row]);
  }
  const meansOf = (column: string) =>
    sumOf([...days.values()], (rows) => sumOf(rows, (row) => row[column]) / rows.length);
  const withheld = meansOf('withheld');
  return {
    buffer_cost: days.size > 0 ? withheld : undefined,
    buffer_share: share(withheld, meansOf('sellable')),
  };
}

/** The steps of every first acknowledgement, one for each listing. */
export const answerSteps = ({ pushes }: MonthFacts, scope: Scope): number[] =>
  pushes
    .filter((row) => row['outcome'] === 'shown' && scope.within(dayAt(row['quarter'])))
    .filter((row) => scope.dimension === 'all' || row['channel'] === scope.subject)
    .flatMap((row) => Array<number>(Number(row['listings'])).fill(Number(row['lag_step'])))
    .toSorted((a, b) => a - b);

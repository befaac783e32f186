import { formatQuantity, type ClaimDecision, type GrantedLine, type SettledLine } from '#domain';
import type { ClaimCall, DecidedCall } from './claim-call.js';
import type { Db } from './db.js';

/**
 * The rows are locked and the decision was made on what they say; the condition makes sure of it once more:
 * a row whose claims would exceed its stock, less what the last admitted channel protects, is not found.
 */
const WRITE = `
  WITH claims AS (
    INSERT INTO claim (id, kind, state, channel, shopper, stage, customer_key, idempotency_key,
      order_type, order_id, cause_id, readmits, created_at, expires_at, committed_at, ended_at)
    SELECT id, kind, state, channel, shopper, stage, customer_key, idempotency_key,
      order_type, order_id, cause_id, readmits, created_at, expires_at, committed_at, ended_at
    FROM jsonb_populate_recordset(NULL::claim, $1::jsonb)),
  lines AS (
    INSERT INTO claim_line (claim, sku, location, quantity, absorbed, held, refs)
    SELECT claim, sku, location, quantity, absorbed, held, refs
    FROM jsonb_populate_recordset(NULL::claim_line, $2::jsonb)),
  absorptions AS (
    INSERT INTO claim_absorption (claim, sku, location, source, step, movement, quantity, absorbed_at)
    SELECT claim, sku, location, source, step, movement, quantity, now()
    FROM jsonb_populate_recordset(NULL::claim_absorption, $3::jsonb)),
  grants AS (
    SELECT * FROM jsonb_to_recordset($4::jsonb)
      AS given (sku text, location text, units numeric, protect numeric, first_party boolean)),
  told AS (
    INSERT INTO claim_outbox (sku, claim, change, changed_at)
    SELECT DISTINCT sku, claim, 'claimed', now()
    FROM jsonb_populate_recordset(NULL::claim_line, $2::jsonb) WHERE held),
  stocks AS (
    UPDATE location_stock AS s SET claimed = s.claimed + g.units FROM grants AS g
    WHERE s.sku = g.sku AND s.location = g.location
      AND (s.sellable_to = 'all' OR (s.sellable_to = 'first_party' AND g.first_party))
      AND s.claimed + g.units <= s.available_base - g.protect
    RETURNING 1)
  SELECT (SELECT count(*)::int FROM stocks) AS found, (SELECT count(*)::int FROM grants) AS wanted`;

type Admitted = Extract<ClaimDecision, { kind: 'admitted' }>;

interface AdmittedCall {
  readonly call: ClaimCall;
  readonly outcome: Admitted;
  readonly now: Date;
}

const isAdmitted = (decided: DecidedCall): decided is AdmittedCall =>
  decided.outcome.kind === 'admitted';

/** Writes admitted claims; claimed units rise by what was granted. */
export async function writeClaims(db: Db, decided: readonly DecidedCall[]): Promise<void> {
  const admitted = decided.filter(isAdmitted);
  if (admitted.length === 0) return;
  const [row] = await db.query<[{ found: number; wanted: number }]>(WRITE, [
    JSON.stringify(admitted.map(claimRow)),
    JSON.stringify(admitted.flatMap(lineRows)),
    JSON.stringify(admitted.flatMap(absorptionRows)),
    JSON.stringify(grantRows(admitted)),
  ]);
  if (row.found !== row.wanted) {
    throw new Error(`admitted more than there is at ${row.wanted - row.found} places`);
  }
}

function firstState({ call, outcome }: AdmittedCall): 'active' | 'committed' | 'absorbed' {
  if (outcome.granted.length === 0) return 'absorbed';
  return call.windowEnd === null ? 'committed' : 'active';
}

function claimRow({ call, outcome, now }: AdmittedCall) {
  const state = firstState({ call, outcome, now });
  return {
    id: call.id,
    kind: call.kind,
    channel: call.channel,
    shopper: call.shopper,
    stage: call.stage,
    customer_key: call.customerKey,
    idempotency_key: call.idempotencyKey,
    readmits: call.readmits,
    ...orderColumns(call),
    state,
    created_at: now,
    expires_at: call.windowEnd ? call.windowEnd(now) : null,
    committed_at: call.windowEnd ? null : now,
    ended_at: state === 'absorbed' ? now : null,
  };
}

const orderColumns = ({ order, document }: ClaimCall) => ({
  order_type: order?.type ?? null,
  order_id: order?.id ?? null,
  cause_id: document?.id ?? null,
});

/** One row for each item and location, whether it was granted, settled or both. */
function lineRows({ call, outcome }: AdmittedCall) {
  const rows = new Map<string, { granted: bigint; settled: bigint; refs: readonly string[] }>();
  const add = (
    { sku, location, quantity }: GrantedLine | SettledLine,
    refs: readonly string[],
    isSettled: boolean,
  ) => {
    const id = JSON.stringify([sku, location]);
    const before = rows.get(id) ?? { granted: 0n, settled: 0n, refs: [] };
    rows.set(id, {
      granted: before.granted + (isSettled ? 0n : quantity),
      settled: before.settled + (isSettled ? quantity : 0n),
      refs: [...new Set([...before.refs, ...refs])],
    });
  };
  for (const line of outcome.settled) add(line, line.ref === null ? [] : [line.ref], true);
  for (const line of outcome.granted) add(line, line.refs, false);
  return [...rows].map(([id, { granted, settled, refs }]) => {
    const [sku, location] = JSON.parse(id) as [string, string];
    const quantity = formatQuantity(granted + settled);
    const absorbed = formatQuantity(settled);
    return { claim: call.id, sku, location, quantity, absorbed, held: granted > 0n, refs };
  });
}

/** Several lines of an order may have been taken by one movement. */
function absorptionRows({ call, outcome }: AdmittedCall) {
  const rows = new Map<string, { line: SettledLine; quantity: bigint }>();
  for (const line of outcome.settled) {
    const id = JSON.stringify([line.source, line.movement, line.sku, line.location]);
    rows.set(id, { line, quantity: (rows.get(id)?.quantity ?? 0n) + line.quantity });
  }
  return [...rows.values()].map(({ line, quantity }) => ({
    claim: call.id,
    sku: line.sku,
    location: line.location,
    source: line.source,
    step: line.step,
    movement: line.movement,
    quantity: formatQuantity(quantity),
  }));
}

interface GrantRow {
  readonly sku: string;
  readonly location: string;
  readonly protect: number;
  readonly first_party: boolean;
}

function grantRows(admitted: readonly AdmittedCall[]) {
  const rows = new Map<string, GrantRow & { units: bigint }>();
  for (const { call, outcome } of admitted) {
    for (const { sku, location, quantity } of outcome.granted) {
      const id = JSON.stringify([sku, location]);
      const units = (rows.get(id)?.units ?? 0n) + quantity;
      const { protect, firstParty } = call.rule;
      rows.set(id, {
        sku,
        location,
        units,
        protect: protect[location] ?? 0,
        first_party: firstParty,
      });
    }
  }
  return [...rows.values()].map((row) => ({ ...row, units: formatQuantity(row.units) }));
}

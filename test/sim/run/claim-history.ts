import type { DataSource } from 'typeorm';
import type {
  AbsorptionFact,
  AdmissionFact,
  AskedFact,
  ClaimFact,
  ClaimHistory,
} from '../../oracle/claim-facts.js';
import type { Answered } from '../sellers/deal.js';
import { PATIENCE_SECONDS } from '../stages/shop-policy.js';
import type { World } from './world.js';

const CLAIMS = `
  SELECT id, idempotency_key AS key, readmits, kind = 'order' AS "isOrder", state,
    extract(epoch FROM expires_at)::float8 * 1000 AS "expiresAt",
    extract(epoch FROM committed_at)::float8 * 1000 AS "committedAt",
    extract(epoch FROM ended_at)::float8 * 1000 AS "endedAt",
    order_type || ':' || cause_id AS document,
    (SELECT json_agg(json_build_object('sku', sku, 'shelf', location,
       'amount', (quantity * 1000)::float8, 'absorbed', (absorbed * 1000)::float8, 'isHeld', held))
     FROM claim_line WHERE claim = claim.id) AS lines
  FROM claim ORDER BY id`;

const ABSORPTIONS = `
  SELECT claim, sku, location AS shelf, (quantity * 1000)::float8 AS amount FROM claim_absorption`;

const ADMISSIONS = `
  SELECT sku, location AS shelf, (available * 1000)::float8 AS available,
    (claimed * 1000)::float8 AS claimed, sellable_to = 'all' AS "isOpen"
  FROM witness.admission`;

/** What the oracle is told of claims. */
export async function claimHistory(world: World, database: DataSource): Promise<ClaimHistory> {
  return {
    asked: (world.sellers?.answered ?? []).map(toAsked),
    claims: await database.query<ClaimFact[]>(CLAIMS),
    absorptions: await database.query<AbsorptionFact[]>(ABSORPTIONS),
    admissions: await database.query<AdmissionFact[]>(ADMISSIONS),
    sold: world.branches.flatMap(({ clerk }) => clerk.sold),
    sweptAt: world.rungAt,
    patienceMs: PATIENCE_SECONDS * 1_000,
  };
}

function toAsked({ call, answer: { status, body } }: Answered): AskedFact {
  if (call.verb !== 'make') {
    return { verb: call.verb, key: '', claim: call.claim, status, body };
  }
  const claim = status === 201 ? (JSON.parse(body) as { id: string }).id : null;
  return { verb: 'make', key: call.deal.key, claim, status, body };
}

import { businessDay, near } from '../roll-context.js';
import { countsFor, type Facts } from './facts.js';

const OF_CLAIM = countsFor({ channels: 'ARRAY[claim.channel]' });

/** @param part what they are told apart by @param at when they count */
const claims = (measure: string, table: string, part: string, at: string): Facts => `
  SELECT '${measure}' AS measure, claim.${part} AS part, count(*) AS amount, ${OF_CLAIM}
  FROM ${table} AS claim CROSS JOIN given
  WHERE ${near(`claim.${at}`)} AND ${businessDay(`claim.${at}`)} = given.day
  GROUP BY claim.channel, claim.${part}`;

export const CLAIM_FACTS: readonly Facts[] = [
  claims('claims_made', 'claim', 'kind', 'created_at'),
  claims('claims_ended', 'claim', 'state', 'ended_at'),
  claims('claim_exceptions', 'claim_exception', 'kind', 'raised_at'),
];

import type { Db } from '../database/read-database.js';
import type { Cause, LedgerLine } from './explain.schema.js';
import { causeFacts, causeLines, newestLines, type LedgerRow } from './ledger.queries.js';
import { toCause, toLedgerLine } from './to-ledger-line.js';

/** A line that gives other lines of its transaction their reason. */
interface TellingLine {
  readonly line: string;
  readonly transaction: string | undefined;
  readonly cause: Cause;
}

/** The item's newest ledger lines, each with the causes that its source transaction names. */
export const readLedger = async (
  db: Db,
  sku: string,
  limit: number,
  until: Date | null = null,
): Promise<LedgerLine[]> => withCauses(db, sku, await newestLines(db, sku, limit, until));

/** Lines of one item with the causes that their source transactions name. */
export async function withCauses(
  db: Db,
  sku: string,
  rows: readonly LedgerRow[],
): Promise<LedgerLine[]> {
  const telling = await readTelling(db, sku, rows);
  return rows.map((row) => {
    const transaction = transactionKey(row);
    const others = telling.filter(
      (other) => other.transaction === transaction && other.line !== row.line,
    );
    return toLedgerLine(
      row,
      others.map(({ cause }) => cause),
    );
  });
}

async function readTelling(
  db: Db,
  sku: string,
  rows: readonly LedgerRow[],
): Promise<readonly TellingLine[]> {
  const transactions = new Map(
    rows.flatMap(({ source, transaction_id: id, op }) =>
      id === null || op === 'r' ? [] : [[JSON.stringify([source, id]), { source, id }]],
    ),
  );
  if (transactions.size === 0) return [];
  const lines = await causeLines(db, sku, [...transactions.values()]);
  const factsOf = await readFacts(db, lines);
  return lines.map((row) => ({
    line: row.line,
    transaction: transactionKey(row),
    cause: toCause(row, factsOf(row)),
  }));
}

type FactsOf = (line: LedgerRow) => Record<string, unknown> | null;

async function readFacts(db: Db, lines: readonly LedgerRow[]): Promise<FactsOf> {
  const documents = new Map(
    lines.flatMap(({ source, cause_type: type, cause_id: id }) =>
      type === null || id === null ? [] : [[documentKey(source, type, id), { source, type, id }]],
    ),
  );
  if (documents.size === 0) return () => null;
  const rows = await causeFacts(db, [...documents.values()]);
  const facts = new Map(rows.map((row) => [documentKey(row.source, row.type, row.id), row.facts]));
  return ({ source, cause_type, cause_id }) =>
    facts.get(documentKey(source, cause_type ?? '', cause_id ?? '')) ?? null;
}

const transactionKey = ({ source, transaction_id, op }: LedgerRow): string | undefined =>
  transaction_id === null || op === 'r' ? undefined : JSON.stringify([source, transaction_id]);

const documentKey = (source: string, type: string, id: string): string =>
  JSON.stringify([source, type, id]);

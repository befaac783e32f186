import { PoisonMessageError } from '#contracts';
import {
  boundedText,
  decodeChange,
  LONGEST,
  type CdcMessage,
  type CompiledTable,
  type Row,
  type RowChange,
} from '#mapping';
import type { EntityManager } from 'typeorm';
import type { CapturedTable } from './source-catalog.js';
import type { TranslatedBatch, Unreadable } from './translate-messages.js';

type FactsTable = Extract<CompiledTable, { role: 'facts' }>;

interface Fact {
  readonly id: string;
  readonly facts: string;
  readonly change: RowChange;
}

/** Stores what a source says about a cause as a whole, such as a sale's time and status. */
export async function applyFacts(
  manager: EntityManager,
  captured: CapturedTable,
  table: FactsTable,
  messages: readonly CdcMessage[],
): Promise<TranslatedBatch> {
  const poisons: Unreadable[] = [];
  const newest = new Map<string, Fact>();
  for (const message of messages) {
    try {
      const fact = readFact(captured, table, message);
      if (fact) newest.set(fact.id, fact);
    } catch (error) {
      if (!(error instanceof PoisonMessageError)) throw error;
      poisons.push({ message, error });
    }
  }
  await save(manager, captured.source, table.type, [...newest.values()]);
  return { events: [], poisons };
}

function readFact(
  captured: CapturedTable,
  table: FactsTable,
  message: CdcMessage,
): Fact | undefined {
  const { engine } = captured.pack;
  const shape = {
    engine,
    epoch: captured.epochOf(message),
    table: table.name,
    key: table.key,
    columns: [...table.columns, ...table.keep],
  };
  const change = decodeChange(message, shape);
  const { after } = change;
  if (!after) return undefined;
  const facts = Object.fromEntries(table.keep.map((column) => [column, after[column] ?? null]));
  return { id: idOf(table, after), facts: JSON.stringify(facts), change };
}

/** @throws PoisonMessageError `change.bad_expression` or `change.too_long` */
function idOf({ name, type, id }: FactsTable, row: Row): string {
  return boundedText(
    `the ${type}'s id`,
    evaluated(name, () => String(id({ row }))),
    LONGEST.cause,
  );
}

function evaluated(table: string, evaluate: () => string): string {
  try {
    return evaluate();
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new PoisonMessageError('change.bad_expression', `${table}: ${detail}`, { cause });
  }
}

/** Facts only describe, so a replayed older one may stand until the replay has caught up. */
async function save(
  manager: EntityManager,
  source: string,
  type: string,
  facts: readonly Fact[],
): Promise<void> {
  if (facts.length === 0) return;
  await manager.query(
    `INSERT INTO cause_fact (source, type, id, facts, epoch, position, cdc_offset)
     SELECT $1::text, $2::text, given.* FROM unnest($3::text[], $4::jsonb[], $5::int[], $6::text[], $7::bigint[])
       AS given (id, facts, epoch, position, cdc_offset)
     ON CONFLICT (source, type, id) DO UPDATE
     SET facts = excluded.facts, epoch = excluded.epoch, position = excluded.position,
         cdc_offset = excluded.cdc_offset
     WHERE cause_fact.cdc_offset < excluded.cdc_offset`,
    [
      source,
      type,
      facts.map(({ id }) => id),
      facts.map((fact) => fact.facts),
      facts.map(({ change }) => change.epoch),
      facts.map(({ change }) => change.position ?? ''),
      facts.map(({ change }) => change.offset.toString()),
    ],
  );
}

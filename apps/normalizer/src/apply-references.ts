import { PoisonMessageError } from '#contracts';
import { admit } from '#domain';
import {
  decodeChange,
  referenceId,
  referenceKeys,
  type CdcMessage,
  type CompiledTable,
  type IdentifiedEvent,
  type ReferenceKey,
  type Row,
  type RowChange,
} from '#mapping';
import { isDeepStrictEqual } from 'node:util';
import type { DataSource, EntityManager } from 'typeorm';
import {
  lockReferences,
  nextRevisions,
  readReferences,
  saveReferences,
  type StoredReference,
} from './reference.repository.js';
import type { CapturedTable } from './source-catalog.js';
import type { TranslatedBatch, Unreadable } from './translate-messages.js';

type ReferenceTable = Extract<CompiledTable, { role: 'reference' }>;

export interface ReferenceSource {
  readonly table: ReferenceTable;
}

/** Translates anew the rows, and translates at last the waiting changes, that these references touch. */
export type Retranslate = (references: readonly string[]) => Promise<TranslatedBatch>;

/**
 * Stores changed references. A first content releases what waited for it; a later one re-keys every
 * row that the earlier content translated. A deleted reference keeps its last content: rows that
 * still name it stay where they are.
 */
export async function applyReferences(
  manager: EntityManager,
  captured: CapturedTable,
  table: ReferenceTable,
  messages: readonly CdcMessage[],
  retranslate: Retranslate,
): Promise<TranslatedBatch> {
  const poisons: Unreadable[] = [];
  const changes = readChanges(captured, table, messages, poisons);
  if (changes.length === 0) return { events: [], poisons };
  const keys = new Map(changes.map(({ key }) => [referenceId(key), key]));
  const stored = await lockReferences(manager, captured.source, [...keys.values()]);
  const revisions = await nextRevisions(manager, changes.length);
  const changed = new Set<string>();
  const updated = new Map<string, StoredReference & ReferenceKey>();
  for (const [index, { key, change }] of changes.entries()) {
    const id = referenceId(key);
    const before = updated.get(id) ?? { ...required(stored.get(id)), ...key };
    const after = withChange(before, change, table.columns, required(revisions[index]));
    if (!after) continue;
    updated.set(id, after);
    if (after.revision !== before.revision) changed.add(id);
  }
  await saveReferences(manager, captured.source, updated);
  const events: IdentifiedEvent[] = [];
  if (changed.size > 0) {
    const again = await retranslate([...changed]);
    events.push(...again.events);
    poisons.push(...again.poisons);
  }
  return { events, poisons };
}

/**
 * Notes the contents that `applyReferences` is about to translate under, in a transaction of its own: should
 * that one fail when its events are sent already, whoever changes a row meanwhile takes back what was stated
 * under them (promise I1).
 */
export async function announceReferences(
  dataSource: DataSource,
  captured: CapturedTable,
  table: ReferenceTable,
  messages: readonly CdcMessage[],
): Promise<void> {
  const { source } = captured;
  const changes = readChanges(captured, table, messages, []);
  const keys = [...new Map(changes.map(({ key }) => [referenceId(key), key])).values()];
  // most batches bring none, and need no lock to see it
  const known = await readReferences(dataSource.manager, source, keys);
  if (newContents(changes, known, table).length === 0) return;
  await dataSource.transaction(async (manager) => {
    const stored = await lockReferences(manager, source, keys);
    const coming = newContents(changes, stored, table);
    const revisions = await nextRevisions(manager, coming.length);
    const announced = new Map<string, StoredReference & ReferenceKey>();
    for (const [index, { key, row }] of coming.entries()) {
      const id = referenceId(key);
      const before = announced.get(id) ?? { ...required(stored.get(id)), ...key };
      const former = [...before.former, { row, until: required(revisions[index]) }];
      announced.set(id, { ...before, former });
    }
    await saveReferences(manager, source, announced);
  });
}

/** Contents that were never translated under, each change against what is stored. */
const newContents = (
  changes: readonly KeyedChange[],
  stored: ReadonlyMap<string, StoredReference>,
  table: ReferenceTable,
): readonly { readonly key: ReferenceKey; readonly row: Row }[] =>
  changes.flatMap(({ key, change }) => {
    const known = stored.get(referenceId(key));
    if (!known) return [];
    const after = withChange({ ...known, ...key }, change, table.columns, known.revision);
    return after?.row && isNews(known, after.row) ? [{ key, row: after.row }] : [];
  });

/** Nothing was translated yet under a reference that has no content; what it held before is known. */
const isNews = ({ row: current, former }: StoredReference, row: Row): boolean =>
  current !== null && [current, ...former.map((each) => each.row)].every(differs(row));

const differs = (row: Row) => (other: Row) => !isDeepStrictEqual(row, other);

interface KeyedChange {
  readonly key: ReferenceKey;
  readonly change: RowChange;
}

function readChanges(
  captured: CapturedTable,
  table: ReferenceTable,
  messages: readonly CdcMessage[],
  poisons: Unreadable[],
): KeyedChange[] {
  const changes: KeyedChange[] = [];
  for (const message of messages) {
    try {
      const change = decodeChange(message, {
        engine: captured.pack.engine,
        epoch: captured.epochOf(message),
        table: table.name,
        key: table.key,
        columns: [...table.columns, ...table.lookups.flatMap(({ columns }) => columns)],
      });
      for (const key of referenceKeys(table, change)) changes.push({ key, change });
    } catch (error) {
      if (!(error instanceof PoisonMessageError)) throw error;
      poisons.push({ message, error });
    }
  }
  return changes;
}

/** The reference after the change, or undefined when the change is a duplicate or stale. */
function withChange(
  stored: StoredReference & ReferenceKey,
  change: RowChange,
  columns: readonly string[],
  revision: bigint,
): (StoredReference & ReferenceKey) | undefined {
  const seen = stored.offset >= 0n;
  const guard = seen ? { ...stored, revision: 0n } : undefined;
  const admitted = admit(guard, { ...change, revision: 0n });
  if (!admitted) return undefined;
  const { epoch, position, offset } = admitted;
  const guarded = { ...stored, epoch, position, offset };
  const row = change.after && pick(change.after, columns);
  if (!row || isDeepStrictEqual(row, stored.row)) return guarded;
  const isNot = differs(row);
  const former = stored.row
    ? [...stored.former.filter((each) => isNot(each.row)), { row: stored.row, until: revision }]
    : stored.former;
  return { ...guarded, row, former, revision };
}

const pick = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.map((column) => [column, row[column]]));

function required<Value>(given: Value | undefined): Value {
  if (given === undefined) throw new Error('what was just asked for is not there');
  return given;
}

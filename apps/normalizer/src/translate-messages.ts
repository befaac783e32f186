import { PoisonMessageError } from '#contracts';
import {
  decodeChange,
  referenceId,
  translate,
  type CdcMessage,
  missingReferences,
  type CompiledMoves,
  type CompiledTable,
  type IdentifiedEvent,
  type ReferenceKey,
  type References,
  type ReferenceState,
  type RowChange,
} from '#mapping';
import type { EntityManager } from 'typeorm';
import { holdReferences } from './reference.repository.js';
import type { CapturedTable } from './source-catalog.js';
import { rememberRows, type SourceRowChange } from './source-row.repository.js';
import {
  addWaiting,
  findWaitingRows,
  rowOf,
  type RowWait,
  type WaitingChange,
} from './waiting.repository.js';

export interface Unreadable {
  readonly message: CdcMessage;
  readonly error: PoisonMessageError;
}

export interface TranslatedBatch {
  readonly events: readonly IdentifiedEvent[];
  readonly poisons: readonly Unreadable[];
}

type MovingTable = CompiledMoves & { readonly name: string; readonly key: readonly string[] };

/** Whether a table's changes become events, rather than translate or describe those of others. */
export const isMoving = (table: CapturedTable['table']): table is MovingTable & CompiledTable =>
  table !== 'heartbeat' && table.role !== 'reference' && table.role !== 'facts';

/** Changes of one quantity-bearing or annotating table. */
export interface TableMessages {
  readonly captured: CapturedTable;
  readonly table: MovingTable;
  readonly messages: readonly CdcMessage[];
}

/** A change that was read and is to be translated. */
interface Pending extends Pick<TableMessages, 'captured' | 'table'> {
  readonly message: CdcMessage;
  readonly change: RowChange;
}

/**
 * Translates changes of one source under references held against change, remembers the rows, and
 * sets aside what awaits a reference. A row's changes are translated in their order: behind one that waits
 * its later ones wait, too.
 */
export async function translateMessages(
  manager: EntityManager,
  source: string,
  tables: readonly TableMessages[],
  now: Date,
): Promise<TranslatedBatch> {
  const poisons: Unreadable[] = [];
  const pending = tables.flatMap(({ messages, ...table }) =>
    collect(messages, poisons, (message) => read(table, message)),
  );
  const references = await holdReached(manager, source, pending);
  const messages = pending.map(({ message }) => message);
  const waits = await findWaitingRows(manager, messages);
  const ingestedAt = now.toISOString();
  const waiting: WaitingChange[] = [];
  const rows: SourceRowChange[] = [];
  const events = collect(pending, poisons, (entry) => {
    const { message } = entry;
    const ahead = waitAhead(waits, message);
    const capturedAt = capturedAtOf(message);
    const context = { ...entry.captured, references, ingestedAt, capturedAt };
    const result = ahead ?? translate(entry.table, entry.change, context);
    if (result.kind === 'waits') {
      waiting.push({ ...result, message });
      if (!ahead) waits.set(rowOf(message), { ...result, offset: message.offset });
      return [];
    }
    if (entry.table.role !== 'annotate') rows.push(rememberedRow(entry, result.refs));
    return result.events;
  });
  await Promise.all([rememberRows(manager, source, rows), addWaiting(manager, source, waiting)]);
  return { events: events.flat(), poisons };
}

/** Times before 1970 are how Kafka writes that there is none. */
const capturedAtOf = ({ timestampMs = 0 }: CdcMessage): string | undefined =>
  timestampMs > 0 ? new Date(timestampMs).toISOString() : undefined;

/** What an older change of the same row waits for. */
function waitAhead(waits: ReadonlyMap<string, RowWait>, message: CdcMessage) {
  const wait = waits.get(rowOf(message));
  return wait && wait.offset < message.offset ? { ...wait, kind: 'waits' as const } : undefined;
}

function read(
  { captured, table }: Pick<TableMessages, 'captured' | 'table'>,
  message: CdcMessage,
): Pending {
  const change = decodeChange(message, {
    engine: captured.pack.engine,
    epoch: captured.epochOf(message),
    table: table.name,
    key: table.key,
    columns: table.columns,
  });
  return { captured, table, message, change };
}

/**
 * Holds what the changes refer to, and then what that refers to in turn: one query for all of them at
 * each depth.
 */
async function holdReached(
  manager: EntityManager,
  source: string,
  pending: readonly Pending[],
): Promise<References> {
  const references = new Map<string, ReferenceState>();
  const deepest = Math.max(0, ...pending.map(({ table }) => table.depth));
  for (let depth = 0; depth < deepest; depth += 1) {
    const keys = new Map<string, ReferenceKey>();
    for (const { table, change } of pending) {
      if (table.depth <= depth) continue;
      for (const key of missingReferences(table, change, references)) {
        keys.set(referenceId(key), key);
      }
    }
    const held = await holdReferences(manager, source, [...keys.values()]);
    for (const [id, state] of held) references.set(id, state);
  }
  return references;
}

const rememberedRow = (
  { message, change }: Pending,
  refs: SourceRowChange['refs'],
): SourceRowChange => ({
  table: change.table,
  rowKey: change.rowKey,
  deleted: change.op === 'd',
  refs,
  message,
});

/** Maps each entry; one that can never work goes to the poisons, its neighbours go on (promise I8). */
function collect<In extends CdcMessage | Pending, Out>(
  entries: readonly In[],
  poisons: Unreadable[],
  read: (entry: In) => Out,
): Out[] {
  const results: Out[] = [];
  for (const entry of entries) {
    try {
      results.push(read(entry));
    } catch (error) {
      if (!(error instanceof PoisonMessageError)) throw error;
      poisons.push({ message: 'message' in entry ? entry.message : entry, error });
    }
  }
  return results;
}

import { PoisonMessageError } from '#contracts';
import {
  decodeChange,
  missingReferences,
  referenceId,
  referenceKeys,
  type CompiledTable,
  type Engine,
  type ReferenceState,
  type RowChange,
} from '#mapping';
import type { MovingTable } from '../offline/translated-row.js';
import type { RecordedMessage } from './recorded-message.js';

type ReferenceTable = Extract<CompiledTable, { role: 'reference' }>;

interface TableChange {
  readonly table: MovingTable;
  readonly change: RowChange;
}

interface NeededReferences {
  readonly messages: readonly RecordedMessage[];
  readonly lacking: readonly string[];
}

interface Known {
  readonly message: RecordedMessage;
  readonly state: ReferenceState;
  readonly ids: readonly string[];
}

/** The newest message of each row of the reference tables, by the keys under which rows are looked up. */
export class NewestReferences {
  private readonly byId = new Map<string, Known>();

  constructor(private readonly engine: Engine) {}

  learn(table: ReferenceTable, message: RecordedMessage): void {
    const change = changeOf(this.engine, table, message);
    if (!change?.after) return;
    const ids = referenceKeys(table, change).map(referenceId);
    const state = { row: change.after, former: [], revision: 0n };
    for (const id of ids) this.byId.set(id, { message, state, ids });
  }

  /** What changes of the tables need, and which of it the topics do not hold any more. */
  neededBy(changes: readonly TableChange[]): NeededReferences {
    const found = new Map<string, ReferenceState>();
    const messages = new Set<RecordedMessage>();
    const lacking = new Set<string>();
    const look = (id: string) => {
      const known = this.byId.get(id);
      if (!known) return void lacking.add(id);
      messages.add(known.message);
      for (const each of known.ids) found.set(each, known.state);
    };
    for (const { table, change } of changes) {
      // each round may lead to references of references
      for (let round = 0; round < table.depth; round += 1) {
        missingReferences(table, change, found).map(referenceId).forEach(look);
      }
    }
    return { messages: [...messages], lacking: [...lacking] };
  }
}

/** Undefined: a tombstone, or a message that nobody could read; it stays in the sample all the same. */
export function changeOf(
  engine: Engine,
  { name, key, columns }: CompiledTable,
  message: RecordedMessage,
): RowChange | undefined {
  if (message.value === null) return undefined;
  const bytes = {
    topic: message.topic,
    partition: message.partition,
    offset: BigInt(message.offset),
    key: message.key === null ? null : Buffer.from(message.key),
    value: Buffer.from(message.value),
  };
  try {
    return decodeChange(bytes, { engine, epoch: 0, table: name, key, columns });
  } catch (error) {
    if (error instanceof PoisonMessageError) return undefined;
    throw error;
  }
}

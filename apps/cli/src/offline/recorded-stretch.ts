import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import {
  decodeChange,
  referenceId,
  referenceKeys,
  tablePlace,
  type CdcMessage,
  type CompiledTable,
  type Pack,
  type ReferenceState,
  type RowChange,
} from '#mapping';
import { z } from 'zod';
import { CommandError } from '../command.js';
import type { Stretch, StretchChange } from './stretch.js';
import type { Told } from './told.js';

/** A line of a recording: a message of Debezium, its key and value as texts. */
const lineSchema = z.looseObject({
  topic: z.string(),
  partition: z.int(),
  offset: z.string().regex(/^\d+$/),
  key: z.string().nullable(),
  value: z.string().nullable(),
});

/**
 * A recorded stretch of a source's topics. It is read twice: rows are translated by the references as they
 * are at its end, which is what the normalizer comes to as well.
 *
 * @throws CommandError naming the line that is no message, PoisonMessageError for a change that cannot be read
 */
export async function recordedStretch(file: string, pack: Pack, told: Told): Promise<Stretch> {
  const references = new Map<string, ReferenceState>();
  for await (const { table, change } of changesOf(file, pack)) {
    if (table.role !== 'reference' || !change.after) continue;
    for (const key of referenceKeys(table, change)) {
      references.set(referenceId(key), { row: change.after, former: [], revision: 0n });
    }
  }
  return { references, changes: movingChanges(file, pack, told) };
}

async function* movingChanges(file: string, pack: Pack, told: Told): AsyncGenerator<StretchChange> {
  for await (const { table, change } of changesOf(file, pack)) {
    told.row(table.name);
    if (table.role === 'reference' || table.role === 'facts') continue;
    yield { table, change };
  }
}

interface DecodedLine {
  readonly table: CompiledTable;
  readonly change: RowChange;
}

async function* changesOf(file: string, pack: Pack): AsyncGenerator<DecodedLine> {
  const tables = new Map(
    [...pack.tables.values()].map((table) => [tablePlace(pack.engine, table.name).table, table]),
  );
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file, 'utf8') })) {
    line += 1;
    if (text.trim() === '') continue;
    const message = parseLine(text, `${file}:${line}`);
    const table = tables.get(message.topic.slice(message.topic.lastIndexOf('.') + 1));
    if (!table || message.value === null) continue;
    const change = decodeChange({ ...message, value: message.value }, shapeOf(pack, table));
    yield { table, change };
  }
}

const shapeOf = ({ engine }: Pack, { name, key, columns }: CompiledTable) => ({
  engine,
  epoch: 0,
  table: name,
  key,
  columns,
});

function parseLine(
  text: string,
  place: string,
): Omit<CdcMessage, 'value'> & { value: Buffer | null } {
  const parsed = lineSchema.safeParse(jsonOf(text));
  if (!parsed.success) {
    throw new CommandError(
      `${place}: expected a recorded message with topic, partition, offset, key and value: ` +
        z.prettifyError(parsed.error),
    );
  }
  const { topic, partition, offset, key, value } = parsed.data;
  return {
    topic,
    partition,
    offset: BigInt(offset),
    key: key === null ? null : Buffer.from(key),
    value: value === null ? null : Buffer.from(value),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

import {
  decodeChange,
  loadPack,
  type CdcMessage,
  type CompiledMoves,
  type CompiledTable,
  type Pack,
} from '#mapping';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KnownReferences } from '../../test/packs/samples/known-references.js';
import { readSample } from '../../test/packs/samples/sample-topics.js';

/** A recorded change of a table that moves stock. */
export interface QuantityChange {
  readonly message: CdcMessage;
  readonly table: CompiledTable & CompiledMoves;
}

export interface PackChanges {
  readonly pack: Pack;
  readonly changes: readonly QuantityChange[];
  /** as they are after the whole sample */
  readonly references: KnownReferences;
}

/** Every pack with the changes of its recorded sample. */
export const recordedPacks = (): readonly PackChanges[] =>
  readdirSync('connectors', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => recorded(join('connectors', name)));

function recorded(folder: string): PackChanges {
  const pack = loadPack(folder);
  const references = new KnownReferences();
  const changes: QuantityChange[] = [];
  const samples = join(folder, 'samples');
  for (const file of readdirSync(samples).filter((name) => name.endsWith('.jsonl'))) {
    for (const { message, table } of readSample(pack, readFileSync(join(samples, file), 'utf8'))) {
      if (!table || table.role === 'facts' || message.value.length === 0) continue;
      if (table.role === 'reference') references.learn(table, decode(pack, table, message));
      else changes.push({ message, table });
    }
  }
  return { pack, changes, references };
}

export const decode = (pack: Pack, { name, key, columns }: CompiledTable, message: CdcMessage) =>
  decodeChange(message, { engine: pack.engine, epoch: 1, table: name, key, columns });

import { inHandledOrder } from './handled-order.js';
import { writeFileSync } from 'node:fs';
import { suggest, type Settings } from '#config';
import { cdcTopics, type CompiledTable } from '#mapping';
import { createKafka } from '#messaging';
import { CommandError } from '../command.js';
import type { KnownSource } from '../offline/opened-source.js';
import type { MovingTable } from '../offline/translated-row.js';
import { changeOf, NewestReferences } from './needed-references.js';
import { readStretch, type Span } from './read-stretch.js';
import type { RecordedMessage } from './recorded-message.js';
import { sampleLines } from './sample-lines.js';
import { Scrubber } from './scrubber.js';

export interface RecordOptions {
  readonly out: string;
  readonly table?: string | undefined;
  /** the newest so many changes that are there, or with `forMs` at most so many */
  readonly count: number;
  /** milliseconds for which to take what comes; undefined: what is there already */
  readonly forMs?: number | undefined;
  /** `column` or `table.column` */
  readonly scrub: readonly string[];
}

export interface Recorded {
  readonly file: string;
  /** table → messages */
  readonly messages: Readonly<Record<string, number>>;
  /** columns whose values were replaced by pseudonyms */
  readonly pseudonymised: readonly string[];
  /** references that changes need and the topics do not hold any more */
  readonly lacking: readonly string[];
}

/**
 * Writes a sample of a source's topics, scrubbed: some changes, and before them the newest state of each
 * reference that they need.
 *
 * @throws CommandError for a table or column that the pack does not name, or a file that is there already
 */
export async function record(
  source: KnownSource,
  settings: Settings,
  options: RecordOptions,
): Promise<Recorded> {
  const tables = tablesOf(source, settings);
  const scrubber = new Scrubber(source.pack, options.scrub, settings.namespace);
  const chosen = chosenTables(tables, options.table);
  const { changes, references } = await read(settings, { tables, chosen, options, source });
  const moving = changes.flatMap((message) => {
    const table = tables.get(message.topic);
    const change = table && changeOf(source.pack.engine, table, message);
    return change && isMoving(table) ? [{ table, change }] : [];
  });
  const { messages, lacking } = references.neededBy(moving);
  const kept = [...new Set([...messages, ...changes])];
  const scrubbed = kept.map((message) => scrubber.scrub(tableOf(tables, message), message));
  write(options.out, sampleLines(scrubbed, source.pack.heartbeat));
  return {
    file: options.out,
    messages: countByTable(kept.map((message) => tableOf(tables, message).name)),
    pseudonymised: scrubber.pseudonymised,
    lacking,
  };
}

type Tables = ReadonlyMap<string, CompiledTable>;

/** topic → table, the heartbeat's aside */
function tablesOf({ id, pack, policy }: KnownSource, { namespace }: Settings): Tables {
  const database = policy.sources[id]?.database.name ?? '';
  return new Map(
    [...cdcTopics(pack, id, database, namespace)].flatMap(([topic, name]) => {
      const table = pack.tables.get(name);
      return table ? [[topic, table] as const] : [];
    }),
  );
}

function chosenTables(tables: Tables, name: string | undefined): ReadonlySet<CompiledTable> {
  const all = [...tables.values()];
  if (name === undefined) return new Set(all.filter(({ role }) => role !== 'reference'));
  const table = all.find((each) => each.name === name);
  if (table) return new Set([table]);
  const names = all.map((each) => each.name);
  const hint = suggest(name, names) ?? `it has ${names.join(', ')}`;
  throw new CommandError(`--table ${name}: the pack has no such table; ${hint}`);
}

interface Reading {
  readonly tables: Tables;
  readonly chosen: ReadonlySet<CompiledTable>;
  readonly options: RecordOptions;
  readonly source: KnownSource;
}

async function read(settings: Settings, { tables, chosen, options, source }: Reading) {
  const { count, forMs } = options;
  const references = new NewestReferences(source.pack.engine);
  const changes: RecordedMessage[] = [];
  const from = forMs === undefined ? { newest: count } : 'now';
  const spans = [...tables].flatMap(([topic, table]): Span[] => {
    if (chosen.has(table)) return [{ topic, from }];
    return table.role === 'reference' ? [{ topic, from: 'all' }] : [];
  });
  const kafka = createKafka(settings.kafkaBrokers, 'shelfwire-record');
  await readStretch(kafka, spans, forMs ?? 0, (message) => {
    const table = tables.get(message.topic);
    if (!table) return;
    if (chosen.has(table)) changes.push(message);
    else if (table.role === 'reference') references.learn(table, message);
  });
  const inOrder = inHandledOrder(changes);
  return {
    references,
    changes: forMs === undefined ? inOrder.slice(-count) : inOrder.slice(0, count),
  };
}

const isMoving = (table: CompiledTable): table is CompiledTable & MovingTable =>
  table.role !== 'reference' && table.role !== 'facts';

function tableOf(tables: Tables, { topic }: RecordedMessage): CompiledTable {
  const table = tables.get(topic);
  if (!table) throw new Error(`${topic} was not asked for`);
  return table;
}

function countByTable(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const cure = code === 'EEXIST' ? 'it is there already: remove it, or name another' : message;
    throw new CommandError(`--out ${file}: ${cure}`);
  }
}

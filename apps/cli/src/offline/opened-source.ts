import { loadPolicy, packFolder, placesOf, readConfigFile, suggest, type Policy } from '#config';
import { openDatabase, type SourceDatabase, tellRefusal } from '#connect';
import { loadPack, type CompiledTable, type LocationOf, type Pack } from '#mapping';
import { CommandError } from '../command.js';
import type { MovingTable } from './translated-row.js';

/** A source of the policy, its pack, and what it calls the policy's locations. */
export interface KnownSource {
  readonly id: string;
  readonly pack: Pack;
  readonly policy: Policy;
  readonly timeZone: string;
  readonly locationOf: LocationOf;
}

/** @throws CommandError for a source that the policy does not name; ConfigError for a wrong policy or pack */
export function knownSource(id: string, env: NodeJS.ProcessEnv): KnownSource {
  const file = readConfigFile(env);
  const policy = loadPolicy(file, env);
  const source = policy.sources[id];
  if (!source) {
    const names = Object.keys(policy.sources);
    const hint = suggest(id, names) ?? `it has ${names.join(', ')}`;
    throw new CommandError(`${file} has no source ${id}: ${hint}`);
  }
  const places = placesOf(policy, id);
  const pack = loadPack(packFolder(source.pack, file));
  const locationOf = (name: string) => places.get(name);
  return { id, pack, policy, timeZone: source.timeZone, locationOf };
}

/** @throws CommandError that says why the database does not let us in, and how to mend it */
export async function openSource({ id, pack, policy }: KnownSource): Promise<SourceDatabase> {
  const source = policy.sources[id];
  if (!source) throw new Error(`${id} is no source of this policy`);
  const { host, port, name: database, user, password } = source.database;
  try {
    return await openDatabase(pack.engine, { host, port, database, user, password });
  } catch (error) {
    if (error instanceof RangeError) throw new CommandError(error.message);
    const setting = `sources.${id}.database of the policy`;
    const place = `${pack.engine} at ${host}:${port}`;
    const { found, mend } = tellRefusal(error, { place, user, database, setting });
    throw new CommandError(`${found}\nto mend: ${mend}`);
  }
}

export const movingTables = ({ tables }: Pack): readonly MovingTable[] =>
  [...tables.values()].filter(
    (table): table is CompiledTable & MovingTable =>
      table.role !== 'reference' && table.role !== 'facts',
  );

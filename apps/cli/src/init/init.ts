import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { inspectSchema, openDatabase, type SourceDatabase, tellRefusal } from '#connect';
import type { Engine } from '#mapping';
import { CommandError } from '../command.js';
import { readPlaces } from './read-places.js';
import { readReasons } from './read-reasons.js';
import { packText } from './pack-text.js';
import { withSource } from './policy-text.js';
import { propose } from './propose.js';
import type { Proposal } from './proposal.js';

/** What init must know; the answers to its questions. */
export interface InitAnswers {
  readonly source: string;
  readonly engine: Exclude<Engine, 'sqlserver'>;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** a login that may read the whole schema */
  readonly user: string;
  readonly password: string;
  /** the login that will capture, made by what `grants` prints */
  readonly captureUser: string;
  readonly timeZone: string;
  readonly secrets: string;
}

export interface Initialised {
  readonly pack: string;
  readonly policy: string;
  readonly tables: number;
  readonly proposal: Proposal;
  readonly places: readonly string[];
  readonly passwordVariable: string;
}

/**
 * Looks at a database and proposes a pack for it and its part of the policy. Reads the database only; writes
 * two files, and none that is there already but the policy, to which it adds.
 *
 * @throws CommandError when the database refuses, nothing looks like stock, or the source is known already
 */
export async function init(answers: InitAnswers, policyFile: string): Promise<Initialised> {
  const pack = newPack(answers.source, policyFile);
  const database = await open(answers);
  try {
    const tables = await inspectSchema(database, answers.engine);
    const proposal = propose(tables);
    if (!proposal.levels && !proposal.movements) throw nothingFound(answers, tables.length);
    const places = await readPlaces(database, answers.engine, proposal);
    const reasons = await readReasons(database, answers.engine, proposal);
    const isZoneless = hasZonelessTimes(proposal, tables);
    const { source: name, engine } = answers;
    const passwordVariable = `${name.toUpperCase().replaceAll('-', '_')}_PASSWORD`;
    const policy = policyWith(answers, policyFile, places, passwordVariable);
    mkdirSync(dirname(pack), { recursive: true });
    writeFileSync(pack, packText({ name, engine, proposal, reasons, isZoneless }));
    writeFileSync(policyFile, policy);
    return { pack, policy: policyFile, tables: tables.length, proposal, places, passwordVariable };
  } finally {
    await database.close();
  }
}

/**
 * Where the pack of a new source is to be.
 *
 * @throws CommandError when there is one already
 */
export function newPack(source: string, policyFile: string): string {
  const pack = join(dirname(resolve(policyFile)), 'connectors', source, 'pack.yaml');
  if (!existsSync(pack)) return pack;
  throw new CommandError(`${pack} is there already: remove it, or take another name`);
}

async function open(answers: InitAnswers): Promise<SourceDatabase> {
  const { engine, host, port, user, database } = answers;
  try {
    return await openDatabase(engine, answers);
  } catch (error) {
    const place = `${engine} at ${host}:${port}`;
    const { found, mend } = tellRefusal(error, { place, user, database, setting: 'what you gave' });
    throw new CommandError(`${found}\nto mend: ${mend}`);
  }
}

const nothingFound = ({ database }: InitAnswers, tables: number): CommandError =>
  new CommandError(
    `None of the ${tables} tables of ${database} looks like stock: expected one with an item and a quantity. ` +
      'Check the login may read them, or write the pack by hand: docs/connecting-a-database.md',
  );

/** A time without a zone needs the source's; what the engine itself keeps in UTC does not. */
function hasZonelessTimes(
  { movements }: Proposal,
  tables: Awaited<ReturnType<typeof inspectSchema>>,
): boolean {
  if (!movements) return false;
  const table = tables.find(({ schema, name }) =>
    schema === null ? name === movements.table : `${schema}.${name}` === movements.table,
  );
  const type = table?.columns.find(({ name }) => name === movements.at)?.type ?? '';
  return /^(datetime|timestamp without time zone|date)$/i.test(type);
}

function policyWith(
  answers: InitAnswers,
  policyFile: string,
  places: readonly string[],
  passwordVariable: string,
): string {
  const before = existsSync(policyFile) ? readFileSync(policyFile, 'utf8') : '';
  const { source: id, captureUser: user, timeZone, host, port, database, secrets } = answers;
  const source = { id, timeZone, host, port, database, user, passwordVariable, secrets, places };
  const policy = withSource(before, source);
  if (policy !== undefined) return policy;
  throw new CommandError(`${policyFile} has a source ${id} already: take another name`);
}

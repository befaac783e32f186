import * as prompts from '@clack/prompts';
import { CommandError } from '../command.js';
import type { InitAnswers } from './init.js';

export const ENGINES = ['mariadb', 'mysql', 'postgresql'] as const;

const PORTS = { mariadb: '3306', mysql: '3306', postgresql: '5432' } as const;

/** What was given on the command line. */
export type InitGiven = Partial<InitAnswers> & { readonly source: string };

/**
 * Asks for what was not given. Where nobody can answer, what has a usual value gets it.
 *
 * @throws CommandError naming the flags that are missing, or when the person gives up
 */
export async function ask(given: InitGiven, isTerminal: boolean): Promise<InitAnswers> {
  const answer = isTerminal ? asked : unasked;
  const { source, captureUser = 'shelfwire' } = given;
  const text = (value: string | undefined, flag: string, question: string, usual?: string) =>
    value ?? answer.text(flag, question, usual);
  const engine = given.engine ?? (await answer.engine());
  const host = await text(given.host, '--host', 'Where is the server?', '127.0.0.1');
  const port = await text(given.port?.toString(), '--port', 'At which port?', PORTS[engine]);
  const database = await text(given.database, '--database', 'Which database?');
  const user = await text(given.user, '--user', 'A login that may read its tables');
  const password = given.password ?? (await answer.password(user));
  const timeZone = await text(
    given.timeZone,
    '--time-zone',
    'In which time zone does it write times?',
    Intl.DateTimeFormat().resolvedOptions().timeZone,
  );
  const secrets = await text(
    given.secrets,
    '--secrets',
    "The Connect worker's file with user and password, as the worker sees it",
    `/etc/shelfwire/${source}.properties`,
  );
  const place = { engine, host, port: Number(port), database };
  return { source, ...place, user, password, captureUser, timeZone, secrets };
}

const asked = {
  engine: async () =>
    answered<InitAnswers['engine']>(
      await prompts.select<InitAnswers['engine']>({
        message: 'Which database system?',
        options: ENGINES.map((value) => ({ value, label: value })),
      }),
    ),
  text: async (_: string, message: string, usual: string | undefined) =>
    answered(
      await prompts.text({
        message,
        ...(usual === undefined ? {} : { initialValue: usual }),
        validate: (value) => ((value ?? '').trim() === '' ? 'an answer is needed' : undefined),
      }),
    ),
  password: async (user: string) =>
    answered(await prompts.password({ message: `Password of ${user}` })),
};

const unasked = {
  engine: () => missing(`--engine ${ENGINES.join('|')}`),
  text: (flag: string, _: string, usual: string | undefined) =>
    usual === undefined ? missing(flag) : Promise.resolve(usual),
  password: () => missing('--password-env <variable>'),
};

function answered<T extends string>(value: T | symbol): T {
  if (typeof value === 'symbol') throw new CommandError('given up; nothing was written');
  return value;
}

function missing(flag: string): never {
  throw new CommandError(`there is nobody to ask at this terminal: give ${flag}`);
}

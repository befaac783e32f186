import * as prompts from '@clack/prompts';
import { CommandError } from '../command.js';
import type { InitAnswers } from './init.js';

export const ENGINES = ['mariadb', 'mysql', 'postgresql'] as const;

const PORTS = { mariadb: '3306', mysql: '3306', postgresql: '5432' } as const;

/** What was given on the command line. */
export type InitGiven = Partial<InitAnswers> & { readonly source: string };

interface Question {
  readonly flag: string;
  readonly words: string;
  /** the answer of whoever types none */
  readonly usual?: string;
  /** what is wrong with an answer */
  readonly wrong?: (answer: string) => string | undefined;
}

/**
 * Asks for what was not given. Where nobody can answer, what has a usual value gets it.
 *
 * @throws CommandError naming the flags that are missing, or when the person gives up
 */
export async function ask(given: InitGiven, isTerminal: boolean): Promise<InitAnswers> {
  const answer = isTerminal ? asked : unasked;
  const { source, captureUser = 'shelfwire' } = given;
  const text = (value: string | undefined, question: Question) => value ?? answer.text(question);
  const engine = given.engine ?? (await answer.engine());
  const host = await text(given.host, HOST);
  const port = await text(given.port?.toString(), { ...PORT, usual: PORTS[engine] });
  const database = await text(given.database, DATABASE);
  const user = await text(given.user, USER);
  const password = given.password ?? (await answer.password(user));
  const timeZone = await text(given.timeZone, {
    ...TIME_ZONE,
    usual: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const secrets = await text(given.secrets, {
    ...SECRETS,
    usual: `/etc/shelfwire/${source}.properties`,
  });
  const place = { engine, host, port: Number(port), database };
  return { source, ...place, user, password, captureUser, timeZone, secrets };
}

const HOST: Question = { flag: '--host', words: 'Where is the server?', usual: '127.0.0.1' };
const PORT: Question = { flag: '--port', words: 'At which port?', wrong: wrongPort };
const DATABASE: Question = { flag: '--database', words: 'Which database?' };
const USER: Question = { flag: '--user', words: 'A login that may read its tables' };
const TIME_ZONE: Question = {
  flag: '--time-zone',
  words: 'In which time zone does it write times?',
  wrong: wrongZone,
};
const SECRETS: Question = {
  flag: '--secrets',
  words: "The Connect worker's file with user and password, as the worker sees it",
};

function wrongPort(text: string): string | undefined {
  const isPort = /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
  return isPort ? undefined : 'expected a port from 1 to 65535';
}

function wrongZone(text: string): string | undefined {
  try {
    Intl.DateTimeFormat('en', { timeZone: text });
    return undefined;
  } catch {
    return 'expected a time zone such as Europe/Berlin or UTC';
  }
}

/** Beside the result, which may go into a file. */
const output = process.stderr;

const asked = {
  engine: async () =>
    answered<InitAnswers['engine']>(
      await prompts.select<InitAnswers['engine']>({
        message: 'Which database system?',
        options: ENGINES.map((value) => ({ value, label: value })),
        output,
      }),
    ),
  text: async ({ words, usual, wrong }: Question) =>
    answered(
      await prompts.text({
        message: words,
        ...(usual === undefined ? {} : { placeholder: usual, defaultValue: usual }),
        validate: (value = '') => {
          const text = value.trim();
          if (text === '') return usual === undefined ? 'an answer is needed' : undefined;
          return wrong?.(text);
        },
        output,
      }),
    ).trim(),
  password: async (user: string) =>
    answered(await prompts.password({ message: `Password of ${user}`, output })),
};

const unasked = {
  engine: () => missing(`--engine ${ENGINES.join('|')}`),
  text: ({ flag, usual }: Question) =>
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

import { z } from 'zod';
import { readVariables, type Variable } from './variables.js';

const LOG_LEVELS = ['error', 'warn', 'log', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Where the parts of an installation are reached; read from the environment. */
export interface Settings {
  readonly configFile: string;
  readonly databaseUrl: string;
  readonly kafkaBrokers: string[];
  /** as the Connect worker reaches them; undefined: as we do */
  readonly connectKafkaBrokers: string[] | undefined;
  readonly connectUrl: string;
  /** prefix of topics, groups and connector names; empty in production */
  readonly namespace: string;
  readonly httpHost: string;
  /** undefined: each app's own default */
  readonly httpPort: number | undefined;
  readonly logLevel: LogLevel;
}

const brokers = z
  .string()
  .transform((list) => list.split(',').map((broker) => broker.trim()))
  .pipe(z.array(z.string().regex(/^[^\s:]+:\d{1,5}$/)).min(1));
const httpUrl = z.url({ protocol: /^https?$/ });
const port = z.string().regex(/^\d+$/).transform(Number).pipe(z.int().max(65535));

const VARIABLES = {
  configFile: {
    name: 'SHELFWIRE_CONFIG',
    fallback: './shelfwire.yaml',
    expected: 'the path of the policy file',
    example: './shelfwire.yaml',
    schema: z.string().min(1),
  },
  databaseUrl: {
    name: 'SHELFWIRE_DATABASE_URL',
    expected: "the URL of Shelfwire's own PostgreSQL database",
    example: 'postgres://shelfwire:…@127.0.0.1:5432/shelfwire',
    secret: true,
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
  },
  kafkaBrokers: {
    name: 'SHELFWIRE_KAFKA_BROKERS',
    expected: 'a comma list of Kafka brokers, host:port each',
    example: '127.0.0.1:9092',
    schema: brokers,
  },
  connectKafkaBrokers: {
    name: 'SHELFWIRE_CONNECT_KAFKA_BROKERS',
    fallback: '',
    expected: 'the brokers as the Connect worker reaches them, host:port each; empty: as we do',
    example: 'kafka:9092',
    schema: z.union([z.literal('').transform(() => undefined), brokers]),
  },
  connectUrl: {
    name: 'SHELFWIRE_CONNECT_URL',
    expected: "the URL of Kafka Connect's REST interface",
    example: 'http://127.0.0.1:8083',
    schema: httpUrl.transform((url) => url.replace(/\/+$/, '')),
  },
  namespace: {
    name: 'SHELFWIRE_NAMESPACE',
    fallback: '',
    expected: 'letters, digits, dots, dashes and underscores, at most 60',
    example: 'test-1.',
    schema: z.string().regex(/^[\w.-]{0,60}$/),
  },
  httpHost: {
    name: 'SHELFWIRE_HTTP_HOST',
    fallback: '127.0.0.1',
    expected: 'the address to listen on',
    example: '127.0.0.1',
    schema: z.string().min(1),
  },
  httpPort: {
    name: 'SHELFWIRE_HTTP_PORT',
    fallback: '',
    expected: 'a port from 0 to 65535',
    example: '7400',
    schema: z.union([z.literal('').transform(() => undefined), port]),
  },
  logLevel: {
    name: 'SHELFWIRE_LOG_LEVEL',
    fallback: 'log',
    expected: `one of ${LOG_LEVELS.join(', ')}`,
    example: 'log',
    schema: z.enum(LOG_LEVELS),
  },
} satisfies { [K in keyof Settings]: Variable<Settings[K]> };

/** @throws ConfigError naming every variable that is missing or malformed; values of secrets stay hidden */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  return readVariables(VARIABLES, env);
}

/** Only the policy file's path, for work that needs no running parts. */
export const readConfigFile = (env: NodeJS.ProcessEnv = process.env): string =>
  readVariables({ configFile: VARIABLES.configFile }, env).configFile;

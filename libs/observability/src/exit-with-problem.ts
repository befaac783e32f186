/** Exit code of a process that was told something wrong, or misses something it needs. */
const BAD_START = 2;

/** Ends the process with one message for a person; a bug keeps its stack. */
export function exitWithProblem(error: unknown): never {
  process.stderr.write(`${describeProblem(error)}\n`);
  process.exit(BAD_START);
}

/** What failed, where, what was expected and how to mend it, for the failures that a start knows. */
export function describeProblem(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (EXPECTED.has(error.name)) return error.message;
  const root = rootOf(error);
  return tellByCode(root) ?? tellKafka(root) ?? error.stack ?? error.message;
}

/** Errors whose message says everything already. */
const EXPECTED = new Set([
  'ConfigError',
  'StartError',
  'ConnectError',
  'BackfillError',
  'LevelsError',
  'CommandError',
  'RebuildError',
]);

/** Fields that Node, pg and kafkajs give to the errors of a connection. */
type Failure = Error & {
  code?: unknown;
  address?: string;
  port?: number;
  hostname?: string;
  broker?: string;
  type?: string;
};

const ADVICE: Readonly<Record<string, (error: Failure) => string>> = {
  EADDRINUSE: ({ address, port }) =>
    `Port ${port} on ${address} is in use. Stop what listens there, or set SHELFWIRE_HTTP_PORT to a free port.`,
  EADDRNOTAVAIL: ({ address }) =>
    `${address} is no address of this machine. Correct SHELFWIRE_HTTP_HOST.`,
  '28P01': () =>
    'PostgreSQL refuses the password. Correct user and password in SHELFWIRE_DATABASE_URL.',
  '3D000': ({ message }) =>
    `PostgreSQL: ${message}. Create the database, or correct SHELFWIRE_DATABASE_URL.`,
  '42501': ({ message }) =>
    `PostgreSQL: ${message}. Grant it to the user in SHELFWIRE_DATABASE_URL.`,
  '42P01': ({ message }) =>
    `PostgreSQL: ${message}. Run "shelfwire apply" to create Shelfwire's tables.`,
};

/** Codes of a server that cannot be reached, with an address when a database was dialled. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

function tellByCode(error: Failure): string | undefined {
  const { code, address, port, hostname } = error;
  if (typeof code !== 'string') return undefined;
  const host = address ?? hostname;
  if (UNREACHABLE.has(code) && host !== undefined) {
    const place = port === undefined ? host : `${host}:${port}`;
    return `Nothing answers at ${place} (${code}). Start the database there, or correct SHELFWIRE_DATABASE_URL.`;
  }
  return ADVICE[code]?.(error);
}

function tellKafka(error: Failure): string | undefined {
  if (!error.name.startsWith('KafkaJS')) return undefined;
  const { broker, type } = error;
  if (type === 'UNKNOWN_TOPIC_OR_PARTITION') {
    return 'Kafka has not all of the topics. Run "shelfwire apply" to create them, or correct SHELFWIRE_NAMESPACE.';
  }
  if (broker === undefined) return `Kafka: ${error.message}`;
  return `No Kafka broker answers at ${broker} (${error.message}). Start it, or correct SHELFWIRE_KAFKA_BROKERS.`;
}

/** The error that a library wrapped, the first one of several attempts. */
function rootOf(error: Error): Error {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return error.errors[0];
  const { driverError } = error as { driverError?: unknown };
  if (driverError instanceof Error && driverError !== error) return rootOf(driverError);
  return error.cause instanceof Error ? rootOf(error.cause) : error;
}

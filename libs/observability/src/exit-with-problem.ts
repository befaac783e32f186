/** Exit code of a process that was told something wrong, or misses something it needs. */
const BAD_START = 2;

/** Ends the process with one message for a person; a bug keeps its stack. */
export function exitWithProblem(error: unknown, advice: readonly Advice[] = ADVICE): never {
  process.stderr.write(`${describe(error, advice)}\n`);
  process.exit(BAD_START);
}

/** A known failure of a start, by its code: what it means and how to mend it. */
export interface Advice {
  readonly code: string;
  readonly tell: (error: Error & { address?: unknown; port?: unknown }) => string;
}

const ADVICE: readonly Advice[] = [
  {
    code: 'EADDRINUSE',
    tell: ({ address, port }) =>
      `port ${String(port)} on ${String(address)} is in use. Stop what listens there, or set SHELFWIRE_HTTP_PORT to a free port.`,
  },
  {
    code: 'ECONNREFUSED',
    tell: ({ address, port }) =>
      `nothing answers at ${String(address)}:${String(port)}. Start it, or correct SHELFWIRE_DATABASE_URL or SHELFWIRE_KAFKA_BROKERS.`,
  },
  {
    code: '28P01',
    tell: () =>
      'PostgreSQL refuses the password. Correct user and password in SHELFWIRE_DATABASE_URL.',
  },
  {
    code: '3D000',
    tell: ({ message }) => `${message}. Create the database, or correct SHELFWIRE_DATABASE_URL.`,
  },
  {
    code: '42P01',
    tell: ({ message }) => `${message}. Run "shelfwire apply" to create Shelfwire's tables.`,
  },
];

function describe(error: unknown, advice: readonly Advice[]): string {
  if (!(error instanceof Error)) return String(error);
  const cause = rootOf(error);
  const { code } = cause as { code?: unknown };
  const known = advice.find((entry) => entry.code === code);
  if (known) return known.tell(cause);
  const expected = error.name === 'ConfigError' || error.name === 'StartError';
  return expected || error.name.startsWith('KafkaJS')
    ? error.message
    : (error.stack ?? error.message);
}

/** The error that a library wrapped, the first one of several attempts. */
function rootOf(error: Error): Error {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return error.errors[0];
  const { driverError } = error as { driverError?: unknown };
  if (driverError instanceof Error && driverError !== error) return rootOf(driverError);
  return error.cause instanceof Error ? rootOf(error.cause) : error;
}

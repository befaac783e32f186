const TRANSIENT_SQLSTATE = /^(08|53|57P0)|^(40001|40P01|55P03|25P03)$/;
const TRANSIENT_NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** What pg says, and TypeORM of a transaction whose connection the server has ended. */
const LOST_CONNECTION =
  /Connection terminated|Client has encountered a connection error|not queryable|timeout exceeded when trying to connect|query runner (was )?already released/i;

/**
 * Whether trying the same batch again may work: the database or the broker was away, or two
 * transactions met. Everything else is a bug and ends the process.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, retriable, driverError } = error as Error & {
    code?: unknown;
    retriable?: unknown;
    driverError?: unknown;
  };
  if (retriable === true || error.name.startsWith('KafkaJS')) return true;
  if (typeof code === 'string' && (TRANSIENT_NETWORK.has(code) || TRANSIENT_SQLSTATE.test(code))) {
    return true;
  }
  return (
    LOST_CONNECTION.test(error.message) || (driverError !== undefined && isTransient(driverError))
  );
}

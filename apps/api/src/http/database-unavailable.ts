/** SQLSTATE classes and codes: connection trouble, resources, shutdown, a statement that took too long. */
const SQL_STATES = /^(08...|53...|57P0[1-5]|57014)$/;
const SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT']);
const POOL_WORDS =
  /connection terminated|timeout exceeded when trying to connect|not yet established|not connected|pool after calling end/i;

/** Whether an error says that PostgreSQL is away or too slow, rather than that a query is wrong. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return POOL_WORDS.test(error.message);
  return SQL_STATES.test(code) || SOCKET_CODES.has(code) || POOL_WORDS.test(error.message);
}

import type { RowDataPacket } from 'mysql2/promise';
import { failed, ok, type CheckResult } from '../finding.js';
import type { MariadbSource } from './mariadb-source.js';

/** Names differ: what MySQL and older MariaDB call REPLICATION CLIENT is BINLOG MONITOR in newer MariaDB. */
const TO_READ: readonly (readonly string[])[] = [
  ['REPLICATION SLAVE', 'REPLICATION REPLICA'],
  ['BINLOG MONITOR', 'REPLICATION CLIENT'],
];
/** To hold all tables still for a moment, where the pack lets the first snapshot lock. */
const TO_LOCK: readonly (readonly string[])[] = [['RELOAD']];

/** The login may read the binary log, and note its position for the first snapshot. */
export async function checkPrivileges({
  connection,
  connector,
  policy,
}: MariadbSource): Promise<CheckResult> {
  const [rows] = await connection.query<(RowDataPacket & { privilege: string })[]>(
    `SELECT PRIVILEGE_TYPE AS privilege FROM information_schema.USER_PRIVILEGES
      WHERE GRANTEE = CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), '''')`,
  );
  const granted = new Set(rows.map(({ privilege }) => privilege));
  const locks = connector.config['snapshot.locking.mode'] !== 'none';
  const missing = [...TO_READ, ...(locks ? TO_LOCK : [])].filter((names) =>
    names.every((name) => !granted.has(name)),
  );
  const { user } = policy.database;
  if (missing.length === 0) return ok('replication', `${user} may read the binary log`);
  const names = missing.map((spellings) => spellings[0]).join(', ');
  const account = await accountOf(connection);
  return failed('replication', {
    found: `${user} lacks: ${names}`,
    expected: 'a login that may read the binary log',
    mend: `GRANT ${names} ON *.* TO ${account};`,
  });
}

/** The account as the server has matched it, quoted for SQL. */
export async function accountOf(connection: MariadbSource['connection']): Promise<string> {
  const [rows] = await connection.query<(RowDataPacket & { account: string })[]>(
    `SELECT CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), '''') AS account`,
  );
  return rows[0]?.account ?? 'CURRENT_USER()';
}

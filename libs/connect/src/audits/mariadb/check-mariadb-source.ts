import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { checkClock } from '../clock.js';
import { AreaFailure, failed, ok, type CheckResult } from '../finding.js';
import type { AuditedSource } from '../audited-source.js';
import { tellRefusal } from '../refusal.js';
import type { MariadbSource } from './mariadb-source.js';
import { checkBinlog } from './binlog.js';
import { checkPrivileges } from './privileges.js';
import { checkMariadbHeartbeat } from './heartbeat.js';
import { checkMariadbSignals } from './signals.js';
import { checkTables } from './tables.js';

const TIMEOUT_MS = 5_000;

/** A MariaDB or MySQL source, seen with the capture login: everything that its connector will need. */
export async function checkMariadbSource(source: AuditedSource): Promise<CheckResult[]> {
  const connection = await connect(source);
  const opened: MariadbSource = { ...source, connection };
  try {
    return [
      ok('connection', placeOf(source)),
      ...(await checkBinlog(opened)),
      await checkPrivileges(opened),
      ...(await checkTables(opened)),
      await checkMariadbHeartbeat(opened),
      await checkMariadbSignals(opened),
      await checkClock(() => clockOf(connection)),
    ];
  } finally {
    await connection.end();
  }
}

/** Without naming the database: a login without any grant there is told apart from a wrong password. */
async function connect(source: AuditedSource): Promise<Connection> {
  const { host, port, user, password, name: database } = source.policy.database;
  try {
    const login = { host, port, user, password, connectTimeout: TIMEOUT_MS };
    const connection = await createConnection(login);
    // a server that dies between two statements is told by the next one, and ends no process
    connection.on('error', () => undefined);
    return connection;
  } catch (error) {
    const setting = `sources.${source.id}.database of the policy`;
    const remedy = tellRefusal(error, { place: placeOf(source), user, database, setting });
    throw new AreaFailure(failed('connection', remedy));
  }
}

const placeOf = ({ policy: { database }, pack }: AuditedSource): string =>
  `${pack.engine === 'mysql' ? 'MySQL' : 'MariaDB'} at ${database.host}:${database.port}`;

async function clockOf(connection: Connection): Promise<number> {
  const sql = 'SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS DOUBLE) AS ms';
  const [rows] = await connection.query<(RowDataPacket & { ms: number })[]>(sql);
  return rows[0]?.ms ?? 0;
}

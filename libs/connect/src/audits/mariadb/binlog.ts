import type { RowDataPacket } from 'mysql2/promise';
import { failed, ok, type CheckResult } from '../finding.js';
import type { MariadbSource } from './mariadb-source.js';

interface Wanted {
  readonly name: string;
  readonly value: string;
  readonly mend: string;
}

const AND_IN_FILE =
  'and the same line in my.cnf under [mariadbd]; applications reconnect to use it';

const WANTED: readonly Wanted[] = [
  {
    name: 'log_bin',
    value: 'ON',
    mend: 'write log_bin = binlog and server_id = 1 in my.cnf under [mariadbd], then restart',
  },
  {
    name: 'binlog_format',
    value: 'ROW',
    mend: `SET GLOBAL binlog_format = 'ROW';  -- ${AND_IN_FILE}`,
  },
  {
    name: 'binlog_row_image',
    value: 'FULL',
    mend: `SET GLOBAL binlog_row_image = 'FULL';  -- ${AND_IN_FILE}`,
  },
];

/** A weekend: whoever is called on its last day still finds the log that was not read. */
const LEAST_DAYS = 3;
const DAY_SECONDS = 86_400;
const RETENTION = ['binlog_expire_logs_seconds', 'expire_logs_days'] as const;

/** The binary log carries whole rows, and is kept for longer than Connect may be away. */
export async function checkBinlog({
  connection,
}: Pick<MariadbSource, 'connection'>): Promise<CheckResult[]> {
  const names = [...WANTED.map(({ name }) => name), ...RETENTION];
  const [rows] = await connection.query<
    (RowDataPacket & { Variable_name: string; Value: string })[]
  >('SHOW GLOBAL VARIABLES WHERE Variable_name IN (?)', [names]);
  const values = new Map(rows.map((row) => [row.Variable_name, row.Value]));
  const settings = WANTED.map(({ name, value, mend }) => {
    const found = values.get(name) ?? 'unknown';
    return found === value ? ok(name, found) : failed(name, { found, expected: value, mend });
  });
  return [...settings, checkRetention(values)];
}

/** Servers know one of the two variables or both; 0 means for ever. */
function checkRetention(values: ReadonlyMap<string, string>): CheckResult {
  const [seconds, days] = RETENTION.map((name) => Number(values.get(name) ?? 0));
  const kept = seconds || (days ?? 0) * DAY_SECONDS;
  const found = kept === 0 ? 'for ever' : `${(kept / DAY_SECONDS).toFixed(1)} days`;
  if (kept === 0 || kept >= LEAST_DAYS * DAY_SECONDS) return ok('binlog retention', found);
  const wanted = 10 * DAY_SECONDS;
  return failed('binlog retention', {
    found,
    expected: `at least ${LEAST_DAYS} days: log that is thrown away unread costs a new snapshot`,
    mend: `SET GLOBAL binlog_expire_logs_seconds = ${wanted};  -- ${AND_IN_FILE}`,
  });
}

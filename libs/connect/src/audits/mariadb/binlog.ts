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

/** The binary log carries whole rows. */
export async function checkBinlog({
  connection,
}: Pick<MariadbSource, 'connection'>): Promise<CheckResult[]> {
  const names = WANTED.map(({ name }) => name);
  const [rows] = await connection.query<
    (RowDataPacket & { Variable_name: string; Value: string })[]
  >('SHOW GLOBAL VARIABLES WHERE Variable_name IN (?)', [names]);
  const values = new Map(rows.map((row) => [row.Variable_name, row.Value]));
  return WANTED.map(({ name, value, mend }) => {
    const found = values.get(name) ?? 'unknown';
    return found === value ? ok(name, found) : failed(name, { found, expected: value, mend });
  });
}

import { createConnection, type Connection } from 'mysql2/promise';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { checkBinlog } from './binlog.js';

let connection: Connection;
beforeEach(async () => {
  connection = await createConnection(inject('stack').mariadb);
});
afterEach(() => connection.end());

it('passes a server that logs whole rows', async () => {
  expect((await checkBinlog({ connection })).map(({ state }) => state)).toEqual([
    'ok',
    'ok',
    'ok',
    'ok',
  ]);
});

it.each([
  ['binlog_format', 'STATEMENT', 'ROW'],
  ['binlog_row_image', 'MINIMAL', 'FULL'],
])('says how to mend %s %s', async (variable, wrong, right) => {
  // For new sessions only, and for a moment: the server is shared.
  await connection.query(`SET GLOBAL ${variable} = '${wrong}'`);
  const findings = await checkBinlog({ connection });
  await connection.query(`SET GLOBAL ${variable} = '${right}'`);
  expect(findings.filter(({ state }) => state === 'failed')).toMatchObject([
    {
      check: variable,
      found: wrong,
      expected: right,
      mend: expect.stringContaining(`SET GLOBAL ${variable} = '${right}';`) as string,
    },
  ]);
});

it('says how to mend a log that is thrown away within a weekend', async () => {
  await connection.query('SET GLOBAL binlog_expire_logs_seconds = 7200');
  const findings = await checkBinlog({ connection });
  await connection.query('SET GLOBAL binlog_expire_logs_seconds = 0');
  expect(findings.filter(({ state }) => state === 'failed')).toMatchObject([
    {
      check: 'binlog retention',
      found: '0.1 days',
      mend: expect.stringContaining('864000') as string,
    },
  ]);
});

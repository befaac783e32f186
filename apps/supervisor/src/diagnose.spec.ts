import { describe, expect, it } from 'vitest';
import { diagnose, type Observed } from './diagnose.js';

const status = (state: string, task?: { state: string; trace?: string }) => ({
  name: 'cdc.pos',
  connector: { state },
  tasks: task ? [{ id: 0, ...task }] : [],
});
const RUNNING: Observed = {
  actual: status('RUNNING', { state: 'RUNNING' }),
  databaseError: null,
  historyChange: null,
  silentSeconds: 1,
};
const causeOf = (changed: Partial<Observed>) =>
  diagnose({ ...RUNNING, ...changed }, 15)?.cause ?? null;
const failedWith = (trace: string) =>
  causeOf({ actual: status('RUNNING', { state: 'FAILED', trace }) });

describe('a connector', () => {
  it.each<[string, Partial<Observed>, string | null]>([
    ['works', {}, null],
    ['says that it runs, and is silent (I9)', { silentSeconds: 16 }, 'silent'],
    [
      'runs while its database is away',
      { databaseError: 'connect ECONNREFUSED 127.0.0.1:3306', silentSeconds: 99 },
      'database_away',
    ],
    [
      'runs while its database refuses its login',
      { databaseError: "Access denied for user 'capture'@'127.0.0.1' (using password: YES)" },
      'login_refused',
    ],
    ['cannot be asked', { actual: 'unreachable' }, 'connect_unreachable'],
    ['is not there', { actual: 'missing' }, 'connector_missing'],
    ['has no task yet', { actual: status('RUNNING') }, 'rebalancing'],
    ['was paused', { actual: status('PAUSED', { state: 'PAUSED' }) }, 'connector_paused'],
    ['was stopped', { actual: status('STOPPED') }, 'connector_paused'],
    [
      'reads another database than before',
      { historyChange: 'it was 1, it is 2' },
      'history_changed',
    ],
  ])('that %s', (_what, changed, cause) => {
    expect(causeOf(changed)).toBe(cause);
  });
});

/** Words of real traces, as the faults of `npm run test:faults` brought them about. */
describe('a failed task', () => {
  it.each([
    [
      'slot_lost',
      'io.debezium.DebeziumException: The connector is trying to read change stream starting at PostgresOffsetContext [sourceInfo=source_info[server=x]], but this is no longer available on the server. Reconfigure the connector to use a snapshot mode when needed.',
    ],
    [
      'slot_lost',
      `org.postgresql.util.PSQLException: ERROR: can no longer get changes from replication slot "shelfwire_wms"`,
    ],
    [
      'log_purged',
      'io.debezium.DebeziumException: Could not find first log file name in binary log index file Error code: 1236; SQLSTATE: HY000.',
    ],
    [
      'log_purged',
      'io.debezium.DebeziumException: The connector is trying to read change stream starting at MariaDbOffsetContext [restartGtidSet=0-1-7], but this is no longer available on the server.',
    ],
    ['login_refused', `FATAL: password authentication failed for user "capture"`],
    [
      'login_refused',
      `java.sql.SQLInvalidAuthorizationSpecException: (conn=61) Access denied for user 'capture'@'127.0.0.1' (using password: YES)`,
    ],
    [
      'access_denied',
      'Access denied; you need (at least one of) the REPLICATION SLAVE privilege(s) for this operation',
    ],
    ['access_denied', 'ERROR: permission denied for table stock_move'],
    [
      'not_prepared',
      'Publication autocreation is disabled, please create one and restart the connector.',
    ],
    ['not_prepared', 'ERROR: publication "shelfwire" does not exist'],
    ['slot_in_use', 'ERROR: replication slot "shelfwire_wms" is active for PID 4711'],
    [
      'statement_unreadable',
      "io.debezium.text.ParsingException: DDL statement couldn't be parsed.",
    ],
    [
      'schema_history_lost',
      'The db history topic or its content is fully or partially missing. Please check database schema history topic configuration',
    ],
    ['database_unreachable', 'java.net.ConnectException: Connection refused'],
    ['database_unreachable', 'FATAL: the database system is shutting down'],
    ['kafka_unreachable', 'org.apache.kafka.common.errors.TimeoutException: Topic not present'],
    ['unknown', 'java.lang.NullPointerException'],
  ])('with %s', (cause, trace) => {
    expect(
      failedWith(
        `org.apache.kafka.connect.errors.ConnectException: ${trace}\n\tat a.B.c(B.java:1)`,
      ),
    ).toBe(cause);
  });

  it('is told in words, without what only Java cares about', () => {
    const trace =
      'a.Wrapper: An exception\n\tat a.B.c(B.java:1)\nCaused by: b.Real: at PostgresOffsetContext [x=[1], y=2], but no\n\t... 9 more';
    const { detail } =
      diagnose({ ...RUNNING, actual: status('RUNNING', { state: 'FAILED', trace }) }, 15) ?? {};
    expect(detail).toBe('a.Wrapper: An exception\nCaused by: b.Real: at its last offset, but no');
  });
});

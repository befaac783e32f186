/** What brings a connector back: time, a restart of its tasks, a new snapshot, or somebody's hand. */
export type Healing = 'waits' | 'restart' | 'snapshot' | 'person';

export interface Cause {
  readonly healing: Healing;
  /** one line for the alert; the runbook says more under the cause's name */
  readonly tells: string;
  readonly mend: string;
}

const ITSELF = 'nothing: it is tried again, and told when that does not help';
const READ_ANEW = 'nothing: the source is read anew; see what ended its log';

/** Every cause that the supervisor tells apart. docs/runbook.md has a section for each. */
export const CAUSES = {
  connect_unreachable: {
    healing: 'waits',
    tells: 'Kafka Connect does not answer',
    mend: 'start the worker; connectors go on where they were',
  },
  rebalancing: {
    healing: 'restart',
    tells: 'the worker has not started its task yet',
    mend: ITSELF,
  },
  database_away: {
    healing: 'waits',
    tells: 'its database does not answer; it tries again by itself',
    mend: 'start the database, or open the way to it',
  },
  connector_missing: {
    healing: 'person',
    tells: 'Kafka Connect has no such connector',
    mend: 'shelfwire apply',
  },
  connector_paused: {
    healing: 'person',
    tells: 'somebody has paused or stopped it',
    mend: 'PUT /connectors/<name>/resume at Kafka Connect',
  },
  database_unreachable: {
    healing: 'restart',
    tells: 'the database does not answer',
    mend: 'start the database, or open the way to it',
  },
  kafka_unreachable: { healing: 'restart', tells: 'the broker does not answer', mend: ITSELF },
  slot_in_use: {
    healing: 'restart',
    tells: 'another reader still holds its replication slot',
    mend: ITSELF,
  },
  silent: {
    healing: 'restart',
    tells: 'it says RUNNING, and nothing comes, not even heartbeats',
    mend: ITSELF,
  },
  unknown: {
    healing: 'restart',
    tells: 'its task failed',
    mend: 'look at what it says; shelfwire doctor',
  },
  slot_lost: {
    healing: 'snapshot',
    tells: 'its replication slot is gone, and with it changes that were not read',
    mend: READ_ANEW,
  },
  log_purged: {
    healing: 'snapshot',
    tells: 'the database has thrown away log that was not read',
    mend: READ_ANEW,
  },
  history_changed: {
    healing: 'snapshot',
    tells: 'the database is another one, or was put back to an earlier state',
    mend: READ_ANEW,
  },
  schema_history_lost: {
    healing: 'snapshot',
    tells: 'the topic in which it remembers tables is gone or incomplete',
    mend: READ_ANEW,
  },
  login_refused: {
    healing: 'person',
    tells: 'the database refuses its login',
    mend: "correct the password in the worker's secrets file and in the policy's environment",
  },
  access_denied: {
    healing: 'person',
    tells: 'its login lacks a right',
    mend: 'run what shelfwire grants prints, as an administrator',
  },
  not_prepared: {
    healing: 'person',
    tells: 'the database is not set up for capture',
    mend: 'shelfwire doctor says what is missing, with the statement',
  },
  statement_unreadable: {
    healing: 'person',
    tells: 'the log holds a statement about tables that Debezium cannot read',
    mend: 'see the runbook: after a look at the statement, shelfwire resnapshot',
  },
} as const satisfies Readonly<Record<string, Cause>>;

export type CauseId = keyof typeof CAUSES;

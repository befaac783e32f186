import type { CauseId } from './causes.js';

interface Sign {
  readonly cause: CauseId;
  readonly says: RegExp;
}

/**
 * What the traces of failed tasks say, most telling first. Words of Debezium 3.6, the drivers of MariaDB
 * and PostgreSQL, and the servers themselves.
 */
const SIGNS: readonly Sign[] = [
  {
    cause: 'slot_lost',
    says: /slot has been invalidated|can no longer (?:get changes from|access) replication slot|replication slot "[^"]*" does not exist|PostgresOffsetContext[^]*no longer available on the server/i,
  },
  {
    cause: 'log_purged',
    says: /could not find first log file name|purged|no longer available on the server|requested starting position|impossible position|could not find GTID/i,
  },
  {
    cause: 'schema_history_lost',
    says: /db history topic|schema history[^]*(?:missing|empty)|schema isn't known to this connector/i,
  },
  {
    cause: 'login_refused',
    says: /password authentication failed|Access denied for user '[^']*'@'[^']*' \(using password|role "[^"]*" does not exist|no pg_hba\.conf entry/i,
  },
  {
    cause: 'access_denied',
    says: /permission denied|must be superuser|access denied|command denied|privilege/i,
  },
  {
    cause: 'not_prepared',
    says: /publication "[^"]*" does not exist|Publication autocreation is disabled|wal_level|binlog_format|binlog_row_image|not configured to use a/i,
  },
  { cause: 'slot_in_use', says: /replication slot "[^"]*" is active/i },
  { cause: 'statement_unreadable', says: /DDL statement couldn't be parsed|ParsingException/i },
  {
    cause: 'kafka_unreachable',
    says: /org\.apache\.kafka\.common\.errors\.\w*(?:Timeout|NotLeader|Disconnect|Network|NotAvailable|Retriable)|Failed to (?:update metadata|send)|not present in metadata/i,
  },
  {
    cause: 'database_unreachable',
    says: /connection (?:refused|reset|attempt failed|has been closed|to [^\n]* refused)|refused|Communications link failure|Socket (?:fail|closed|error)|EOFException|Unable to connect|could not connect|Failed to (?:establish|connect)|terminating connection|the database system is|server (?:closed|has gone)|timed? ?out|Broken pipe|I\/O error/i,
  },
];

/** @param trace what a failed task says: a Java stack trace */
export function classifyFailure(trace: string): CauseId {
  const telling = withoutFrames(trace);
  return SIGNS.find(({ says }) => says.test(telling))?.cause ?? 'unknown';
}

/** What a person can tell something from: no frames of Java's, no inner state of an offset. */
export const wordsOf = (trace: string): string =>
  withoutFrames(trace).replaceAll(/\w*OffsetContext \[[^\n]*\]/g, 'its last offset');

const withoutFrames = (trace: string): string =>
  trace
    .split('\n')
    .filter((line) => !/^\s+at |^\s+\.\.\. \d+ more/.test(line))
    .join('\n')
    .trim();

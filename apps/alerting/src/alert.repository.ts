import { ALERT_KINDS, type OpenAlerts } from '#observability';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Finding, Findings } from './finding.js';

export interface AlertKey {
  readonly kind: string;
  readonly subject: string;
}

export interface OpenedAlert extends AlertKey {
  readonly summary: string;
}

/** What a look changed: each alert appears once when it opens and once when it is resolved. */
export interface Transitions {
  readonly opened: readonly OpenedAlert[];
  readonly resolved: readonly AlertKey[];
}

/** Alerts live in the database: a restart, or a second process, repeats no transition. */
@Injectable()
export class AlertRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Opens what is newly wrong, tells of what goes on as it is now, resolves what no longer is. */
  settle(findings: Findings, now: Date): Promise<Transitions> {
    return this.dataSource.transaction(async (manager) => {
      const opened = await open(manager, findings);
      await keepUp(manager, findings);
      return { opened, resolved: await resolve(manager, findings, now) };
    });
  }

  /** How many are open, by kind and place. */
  openAlerts(): Promise<OpenAlerts[]> {
    return this.dataSource.query<OpenAlerts[]>(
      `SELECT kind, severity, source, location, channel, count(*)::int AS count
       FROM alert WHERE resolved_at IS NULL GROUP BY kind, severity, source, location, channel`,
    );
  }
}

const FIELDS = `kind, subject, severity, summary, since, source, location, channel`;
const GIVEN = `unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[],
                      $6::text[], $7::text[], $8::text[]) AS given (${FIELDS})`;

const columns = (raised: readonly Finding[]) => [
  raised.map(({ kind }) => kind),
  raised.map(({ subject }) => subject),
  raised.map(({ severity }) => severity),
  raised.map(({ summary }) => summary),
  raised.map(({ since }) => since.toISOString()),
  raised.map(({ source }) => source ?? null),
  raised.map(({ location }) => location ?? null),
  raised.map(({ channel }) => channel ?? null),
];

const open = (manager: EntityManager, { raised }: Findings): Promise<OpenedAlert[]> =>
  manager.query<OpenedAlert[]>(
    `INSERT INTO alert (${FIELDS}) SELECT * FROM ${GIVEN}
     ON CONFLICT (kind, subject) DO UPDATE
     SET severity = excluded.severity, summary = excluded.summary, since = excluded.since,
         source = excluded.source, location = excluded.location, channel = excluded.channel,
         resolved_at = NULL
     WHERE alert.resolved_at IS NOT NULL
     RETURNING kind, subject, summary`,
    columns(raised),
  );

/** An alert that is open may get worse, or come to concern more; since when it is open stays. */
async function keepUp(manager: EntityManager, { raised }: Findings): Promise<void> {
  await manager.query(
    `UPDATE alert SET severity = given.severity, summary = given.summary, source = given.source,
                      location = given.location, channel = given.channel
     FROM ${GIVEN}
     WHERE alert.kind = given.kind AND alert.subject = given.subject
       AND (alert.severity, alert.summary, alert.source, alert.location, alert.channel)
           IS DISTINCT FROM
           (given.severity, given.summary, given.source, given.location, given.channel)`,
    columns(raised),
  );
}

/** TypeORM answers an `UPDATE … RETURNING` with the rows and their number. */
async function resolve(
  manager: EntityManager,
  { raised, undecided }: Findings,
  now: Date,
): Promise<AlertKey[]> {
  const kept = [...raised, ...undecided];
  const [rows] = await manager.query<[AlertKey[], number]>(
    `UPDATE alert SET resolved_at = $1
     WHERE resolved_at IS NULL AND kind = ANY ($2::text[])
       AND (kind, subject) NOT IN (SELECT * FROM unnest($3::text[], $4::text[]))
     RETURNING kind, subject`,
    [
      now.toISOString(),
      ALERT_KINDS,
      kept.map(({ kind }) => kind),
      kept.map(({ subject }) => subject),
    ],
  );
  return rows;
}

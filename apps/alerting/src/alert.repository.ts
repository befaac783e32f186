import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ALERT_KINDS, type Findings } from './finding.js';

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

  /** Opens what is newly wrong, resolves what no longer is. */
  settle(findings: Findings, now: Date): Promise<Transitions> {
    return this.dataSource.transaction(async (manager) => ({
      opened: await open(manager, findings),
      resolved: await resolve(manager, findings, now),
    }));
  }
}

const open = (manager: EntityManager, { raised }: Findings): Promise<OpenedAlert[]> =>
  manager.query<OpenedAlert[]>(
    `INSERT INTO alert (kind, subject, severity, summary, since)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
     ON CONFLICT (kind, subject) DO UPDATE
     SET severity = excluded.severity, summary = excluded.summary, since = excluded.since,
         resolved_at = NULL
     WHERE alert.resolved_at IS NOT NULL
     RETURNING kind, subject, summary`,
    [
      raised.map(({ kind }) => kind),
      raised.map(({ subject }) => subject),
      raised.map(({ severity }) => severity),
      raised.map(({ summary }) => summary),
      raised.map(({ since }) => since.toISOString()),
    ],
  );

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

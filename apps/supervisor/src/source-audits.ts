import { AreaFailure, auditSource, type AuditedSource, type CheckResult } from '#connect';
import type { DataSource } from 'typeorm';
import type { SchemaWatch } from './drift/schema-watch.js';

/** How long an audit's word is good for when it decides about a restart. */
const FRESH_MS = 20_000;
/** The slot is the connector's own; without its signals it only cannot read rows once more. */
const NOT_TO_START: ReadonlySet<string> = new Set(['slot', 'signals']);

interface Audited {
  readonly at: Date;
  readonly failed: readonly CheckResult[];
}

/** Looks at the source databases and keeps what is wrong with them. */
export class SourceAudits {
  private readonly latest = new Map<string, Audited>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly schemas: SchemaWatch,
  ) {}

  /** Whether the database has all that its connector needs to start, its own slot aside. */
  async isPrepared(source: AuditedSource, now: Date): Promise<boolean> {
    const known = this.latest.get(source.id);
    const isFresh = known && now.getTime() - known.at.getTime() < FRESH_MS;
    const failed = isFresh ? known.failed : await this.audit(source, now);
    return failed.every(({ check }) => NOT_TO_START.has(check));
  }

  /** @returns the checks that failed */
  async audit(source: AuditedSource, now: Date): Promise<readonly CheckResult[]> {
    const results = await this.attempt(source);
    const failed = results.filter(({ state }) => state === 'failed');
    this.latest.set(source.id, { at: now, failed });
    await this.keep(source.id, failed, now);
    return failed;
  }

  private keep(source: string, failed: readonly CheckResult[], now: Date): Promise<void> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query(
        'DELETE FROM audit_finding WHERE source = $1 AND "check" <> ALL ($2::text[])',
        [source, failed.map(({ check }) => check)],
      );
      await manager.query(
        `INSERT INTO audit_finding (source, "check", found, expected, mend, since)
         SELECT $1, given.*, $2::timestamptz
         FROM unnest($3::text[], $4::text[], $5::text[], $6::text[]) AS given
         ON CONFLICT (source, "check") DO UPDATE
         SET found = excluded.found, expected = excluded.expected, mend = excluded.mend`,
        [
          source,
          now,
          failed.map(({ check }) => check),
          failed.map(({ found }) => found),
          failed.map(({ expected }) => expected ?? ''),
          failed.map(({ mend }) => mend ?? ''),
        ],
      );
    });
  }

  private async attempt(source: AuditedSource): Promise<readonly CheckResult[]> {
    try {
      return [...(await auditSource(source)), await this.schemas.check(source)];
    } catch (error) {
      if (error instanceof AreaFailure) return [error.result];
      throw error;
    }
  }
}

import {
  failed,
  inspectSchema,
  ok,
  openDatabase,
  type AuditedSource,
  type CheckResult,
} from '#connect';
import { tablePlace } from '#mapping';
import { recordAction } from '#storage';
import { Logger } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import {
  missingColumns,
  proposal,
  schemaChanges,
  type ColumnChange,
  type Schema,
} from './compare-schemas.js';

/**
 * Compares the captured tables with how they were last accepted. What the pack does not use may come and
 * go, and is told; a column that it uses and that is gone is a finding with a proposal, until the pack or
 * the table has it again.
 */
export class SchemaWatch {
  private readonly logger = new Logger('Supervisor');

  constructor(private readonly dataSource: DataSource) {}

  async check(source: AuditedSource): Promise<CheckResult> {
    const now = await schemaOf(source);
    if (!now) return ok('schema', 'this engine is not looked into');
    return this.dataSource.transaction(async (manager) => {
      const [known] = await manager.query<{ tables: Schema }[]>(
        'SELECT tables FROM source_schema WHERE source = $1 FOR UPDATE',
        [source.id],
      );
      const changes = known ? schemaChanges(known.tables, now) : [];
      const missing = missingColumns(usedBy(source), now, changes);
      if (missing.length > 0) {
        return failed('schema', {
          found: missing.map(({ table, column }) => `${table}.${column} is gone`).join('; '),
          expected: `the columns that pack ${source.pack.name} uses`,
          mend: proposal(missing),
        });
      }
      if (!known || changes.length > 0) await this.accept(manager, source.id, now, changes);
      return ok('schema', 'as accepted');
    });
  }

  private async accept(
    manager: EntityManager,
    source: string,
    now: Schema,
    changes: readonly ColumnChange[],
  ): Promise<void> {
    await manager.query(
      `INSERT INTO source_schema (source, tables) VALUES ($1, $2)
       ON CONFLICT (source) DO UPDATE SET tables = excluded.tables, accepted_at = now()`,
      [source, JSON.stringify(now)],
    );
    if (changes.length === 0) return;
    const told = changes.map(({ table, column, is }) => `${table}.${column} ${is}`).join(', ');
    this.logger.log(`the tables of ${source} have changed, which its pack allows: ${told}`);
    await recordAction(manager, {
      actor: 'supervisor',
      action: 'schema.accepted',
      subject: source,
      reason: told,
      details: { changes },
    });
  }
}

/** Captured tables that are there; undefined where the engine cannot be read. */
async function schemaOf({ pack, policy }: AuditedSource): Promise<Schema | undefined> {
  if (pack.engine === 'sqlserver') return undefined;
  const { host, port, name, user, password } = policy.database;
  const database = await openDatabase(pack.engine, { host, port, database: name, user, password });
  try {
    const tables = await inspectSchema(database, pack.engine);
    const found = [...pack.tables.keys()].flatMap((named) => {
      const place = tablePlace(pack.engine, named);
      const table = tables.find(
        ({ schema, name: own }) =>
          own === place.table && (schema === null || schema === place.schema),
      );
      if (!table) return [];
      const columns = table.columns.map(({ name: column, type }) => [column, type] as const);
      return [[named, Object.fromEntries(columns)] as const];
    });
    return Object.fromEntries(found);
  } finally {
    await database.close();
  }
}

const usedBy = ({ pack }: AuditedSource): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    [...pack.tables].map(([name, { key, columns }]) => [name, [...new Set([...key, ...columns])]]),
  );

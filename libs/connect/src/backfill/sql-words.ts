import type { Engine, TablePlace } from '#mapping';
import { escape, escapeId } from 'mysql2';
import pg from 'pg';

/** How an engine's own SQL writes names and texts. */
export interface SqlWords {
  readonly name: (word: string) => string;
  readonly text: (word: string) => string;
}

export function sqlWords(engine: Engine): SqlWords {
  switch (engine) {
    case 'mariadb':
    case 'mysql':
      return { name: (word) => escapeId(word, true), text: (word) => escape(word) };
    case 'postgresql':
      return { name: pg.escapeIdentifier, text: pg.escapeLiteral };
    case 'sqlserver':
      return {
        name: (word) => `[${word.replaceAll(']', ']]')}]`,
        text: (word) => `N'${word.replaceAll("'", "''")}'`,
      };
  }
}

/** A table's whole name: a connector that reads several databases has none to begin with. */
export function placeIn(engine: Engine, database: string, { schema, table }: TablePlace): string {
  const { name } = sqlWords(engine);
  const parts = engine === 'postgresql' ? [schema, table] : [database, schema, table];
  return parts.flatMap((part) => (part === null ? [] : [name(part)])).join('.');
}

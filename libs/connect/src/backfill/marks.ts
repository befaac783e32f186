import { tablePlace, type Pack, type TablePlace } from '#mapping';

/** Where a connector marks the beginning and the end of each chunk, if it cannot do without. */
const MARKS_TABLE = 'shelfwire_signal';

/**
 * The table that a connector of the pack writes its marks to while it reads rows once more, which the
 * database's own log must carry. MariaDB and PostgreSQL know without: by GTIDs, by transaction ids. MySQL
 * does so where it has GTIDs and the pack says `connector: { read.only: true }`.
 *
 * @returns null when the connector reads without writing
 */
export function marksOf({ engine, file }: Pick<Pack, 'engine' | 'file'>): TablePlace | null {
  const isReadOnly =
    engine === 'mariadb' || engine === 'postgresql' || file.connector['read.only'] === 'true';
  return isReadOnly ? null : tablePlace(engine, MARKS_TABLE);
}

import type { DataSource } from 'typeorm';

const PAGE_ROWS = 2_000;

/** Reads a result of any size, a page at a time, all from one snapshot. */
export async function readPages<Row>(
  dataSource: DataSource,
  select: string,
  parameters: unknown[],
  onRow: (row: Row) => void,
): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query(`DECLARE page NO SCROLL CURSOR FOR ${select}`, parameters);
    let rows: Row[];
    do {
      rows = (await runner.query(`FETCH ${PAGE_ROWS} FROM page`)) as Row[];
      rows.forEach(onRow);
    } while (rows.length === PAGE_ROWS);
    await runner.commitTransaction();
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

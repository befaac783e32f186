import type { DataSource } from 'typeorm';
import { printError } from '../terminal/print.js';
import type { PartitionVerdict } from './verify-ledger.js';

/**
 * Notes for metrics when each partition was checked, and how that ended. A login that may only read, or a
 * database before its migration, cannot keep it: that is told, and the verdict stands.
 */
export async function keepVerdicts(
  dataSource: DataSource,
  verdicts: readonly PartitionVerdict[],
): Promise<void> {
  try {
    await dataSource.query(
      `INSERT INTO ledger_verification (partition, line, fault)
       SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[])
       ON CONFLICT (partition) DO UPDATE
       SET line = excluded.line, fault = excluded.fault, verified_at = now()`,
      [
        verdicts.map(({ partition }) => partition),
        verdicts.map(({ head }) => (head?.line ?? 0n).toString()),
        verdicts.map(({ tampering }) => tampering?.kind ?? null),
      ],
    );
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    printError(`The verdict could not be noted for the metrics (${why}); it holds all the same.`);
  }
}

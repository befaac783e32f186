import type { EntityManager } from 'typeorm';

/** How what a repair found differs from what was known before. */
export interface RepairReport {
  /** rows whose snapshot said something else */
  readonly corrected: number;
  /** rows that were known and are not there any more */
  readonly vanished: number;
  /** items at locations whose stock that changed */
  readonly positions: number;
  /** units by which stock rose and fell; decimals */
  readonly more: string;
  readonly less: string;
}

/** What the ledger says of a source's snapshot of an epoch; a snapshot's lines are of no transaction. */
export async function repairReport(
  manager: Pick<EntityManager, 'query'>,
  source: string,
  epoch: number,
): Promise<RepairReport> {
  const [report] = await manager.query<RepairReport[]>(
    `SELECT count(*) FILTER (WHERE op = 'r')::int AS corrected,
            count(*) FILTER (WHERE op = 'd')::int AS vanished,
            count(DISTINCT (sku, location))::int AS positions,
            trim_scale(coalesce(sum(change) FILTER (WHERE change > 0), 0))::text AS more,
            trim_scale(coalesce(-sum(change) FILTER (WHERE change < 0), 0))::text AS less
     FROM ledger_line
     WHERE source = $1 AND transaction_id IS NULL AND epoch = $2 AND change <> 0
       AND (op = 'r' OR cdc_topic = '')`,
    [source, epoch],
  );
  if (!report) throw new Error('an aggregate without a row');
  return report;
}

export const tellReport = ({ corrected, vanished, positions, more, less }: RepairReport): string =>
  corrected + vanished === 0
    ? 'nothing was different'
    : `${positions} positions were different: ${corrected} rows corrected, ${vanished} vanished, ${more} units more, ${less} less`;

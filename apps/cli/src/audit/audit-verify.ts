import type { Settings } from '#config';
import type { LedgerHead } from '#ledger';
import { tellProgress } from '#observability';
import { printError } from '../terminal/print.js';
import { loadHeads } from './copied-heads.js';
import { keepVerdicts } from './keep-verdicts.js';
import { readAnchors, type Anchors } from './read-anchors.js';
import { withStateDatabase } from './state-database.js';
import { verifyLedger, type PartitionVerdict } from './verify-ledger.js';

export interface VerifyOptions {
  /** undefined: all of them */
  readonly partition: number | undefined;
  /** files of heads that `audit head` copied */
  readonly heads: readonly string[];
  /** whether to ask Kafka for anchors */
  readonly anchors: boolean;
}

export interface AuditVerdict {
  readonly ok: boolean;
  readonly partitions: readonly PartitionVerdict[];
  readonly unreadableAnchors: readonly string[];
  readonly lines: number;
  readonly seconds: number;
}

/** Anchors are read before the lines, so that none of them can be newer than the lines. */
export async function auditVerify(
  { databaseUrl, kafkaBrokers, namespace }: Settings,
  options: VerifyOptions,
): Promise<AuditVerdict> {
  const copied: LedgerHead[] = options.heads.flatMap(loadHeads);
  const none: Anchors = { heads: [], unreadable: [] };
  const fromKafka = options.anchors ? await readAnchors(kafkaBrokers, namespace) : none;
  const anchors = [...copied.filter(({ line }) => line > 0n), ...fromKafka.heads];
  const startedMs = Date.now();
  const partitions = await withStateDatabase(databaseUrl, async (dataSource) => {
    const verdicts = await verifyLedger(dataSource, {
      partition: options.partition,
      anchors,
      onProgress: tellProgress('lines', printError),
    });
    await keepVerdicts(dataSource, verdicts);
    return verdicts;
  });
  return {
    ok: fromKafka.unreadable.length === 0 && partitions.every(({ tampering }) => !tampering),
    partitions,
    unreadableAnchors: fromKafka.unreadable,
    lines: partitions.reduce((sum, { lines }) => sum + lines, 0),
    seconds: (Date.now() - startedMs) / 1000,
  };
}

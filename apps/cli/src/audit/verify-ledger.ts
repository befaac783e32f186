import {
  readExtents,
  verifyPartition,
  type LedgerExtent,
  type LedgerHead,
  type Tampering,
} from '#ledger';
import type { DataSource } from 'typeorm';
import { PARALLEL } from './state-database.js';

export interface PartitionVerdict {
  readonly partition: number;
  /** lines that were read */
  readonly lines: number;
  readonly head: LedgerHead | undefined;
  readonly anchors: number;
  readonly tampering: Tampering | undefined;
}

export interface LedgerCheck {
  /** undefined: all of them */
  readonly partition?: number | undefined;
  readonly anchors: readonly LedgerHead[];
  /** lines read since, of all partitions, and how many there are */
  readonly onProgress: (lines: number, total: number) => void;
}

/** Verifies every partition's ledger as it is at the call; a stage may go on writing. */
export async function verifyLedger(
  dataSource: DataSource,
  { partition: only, anchors, onProgress }: LedgerCheck,
): Promise<PartitionVerdict[]> {
  const all = withAnchored(await readExtents(dataSource.manager), anchors);
  const extents = all.filter(({ partition }) => only === undefined || partition === only);
  const total = extents.reduce((sum, { last = 0n }) => sum + Number(last), 0);
  let done = 0;
  const onLines = (count: number) => onProgress((done += count), total);
  const waiting = [...extents];
  const verdicts: PartitionVerdict[] = [];
  const work = async () => {
    for (let extent = waiting.shift(); extent; extent = waiting.shift()) {
      const own = anchors.filter(({ partition }) => partition === extent?.partition);
      verdicts.push(await verifyOne(dataSource, { extent, anchors: own, onLines }));
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return verdicts.toSorted((a, b) => a.partition - b.partition);
}

/** A partition whose lines are all gone is known by its anchors only. */
function withAnchored(
  extents: readonly LedgerExtent[],
  anchors: readonly LedgerHead[],
): LedgerExtent[] {
  const known = new Set(extents.map(({ partition }) => partition));
  const others = new Set(anchors.map(({ partition }) => partition).filter((p) => !known.has(p)));
  const none = { first: undefined, last: undefined, head: undefined };
  return [...extents, ...[...others].map((partition) => ({ partition, ...none }))];
}

async function verifyOne(
  dataSource: DataSource,
  check: Parameters<typeof verifyPartition>[1],
): Promise<PartitionVerdict> {
  const { extent, anchors } = check;
  let lines = 0;
  const onLines = (count: number) => {
    lines += count;
    check.onLines(count);
  };
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(`SET TimeZone = 'UTC'`);
    const tampering = await verifyPartition(runner, { ...check, onLines });
    const { partition, head } = extent;
    return { partition, lines, head, anchors: anchors.length, tampering };
  } finally {
    await runner.release();
  }
}

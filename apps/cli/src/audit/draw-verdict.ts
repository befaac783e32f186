import { table } from '../terminal/table.js';
import type { AuditVerdict } from './audit-verify.js';
import type { PartitionVerdict } from './verify-ledger.js';

/** For machines: line numbers as text, since they are whole numbers of 64 bits. */
export const verdictAsJson = ({ partitions, lines, seconds, ...verdict }: AuditVerdict) => ({
  ...verdict,
  lines,
  seconds,
  linesPerSecond: rateOf(lines, seconds),
  partitions: partitions.map(({ head, tampering, ...rest }) => ({
    ...rest,
    head: head ? { line: head.line.toString(), hash: head.hash } : null,
    tampering: tampering ? { ...tampering, line: tampering.line.toString() } : null,
  })),
});

export function drawVerdict(verdict: AuditVerdict): string[] {
  const { partitions, unreadableAnchors, lines, seconds } = verdict;
  const rows = partitions.map((partition) => [
    String(partition.partition),
    String(partition.lines),
    String(partition.anchors),
    resultOf(partition),
  ]);
  return [
    ...table(['PARTITION', 'LINES', 'ANCHORS', 'RESULT'], rows),
    ...unreadableAnchors.map((place) => `${place}: this is no anchor`),
    `${lines} lines in ${seconds.toFixed(1)} s (${rateOf(lines, seconds)} a second)`,
  ];
}

function resultOf({ tampering }: PartitionVerdict): string {
  if (!tampering) return 'sound';
  const { kind, line, note } = tampering;
  return `line ${line} ${WORDS[kind]}: ${note}`;
}

const WORDS = {
  edited: 'EDITED',
  removed: 'REMOVED',
  inserted: 'INSERTED',
  reordered: 'REORDERED',
  cut_off: 'CUT OFF',
  rewritten: 'REWRITTEN',
  head: 'HEAD CHANGED',
} as const;

const rateOf = (lines: number, seconds: number): number => Math.round(lines / (seconds || 1));

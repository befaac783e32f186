import { ago } from '../terminal/ages.js';
import type { Branch } from '../terminal/tree.js';
import type { ExplainAnswer, SourceRow } from './explain-answer.js';

type Position = ExplainAnswer['positions'][number];
type LedgerLine = ExplainAnswer['ledger'][number];

/** One location: its buckets, the source rows that make them up, and the changes that led there. */
export function positionBranch(position: Position, answer: ExplainAnswer): Branch {
  const { location, source, onHand, hubVersion, updatedAt } = position;
  const buckets = Object.entries(position.buckets).filter(([, quantity]) => quantity !== '0');
  const changes = answer.ledger.filter(
    (line) => line.location === location && line.row.system === source,
  );
  return {
    text: `${location}: ${onHand} on hand by ${source} (${hubVersion === null ? '' : `position version ${hubVersion}, `}${ago(updatedAt, answer.at)})`,
    children: [
      ...buckets.map(([bucket, quantity]) => bucketBranch(bucket, quantity, position, answer)),
      ...varianceLeaves(position, answer),
      ...(changes.length === 0 ? [] : [changesBranch(changes, answer.at)]),
    ],
  };
}

const varianceLeaves = ({ location, source }: Position, { variances }: ExplainAnswer): Branch[] =>
  variances
    .filter((one) => one.location === location && one.source === source)
    .map(({ bucket, by }) => ({
      text: `does not count here: ${by.startsWith('-') ? by : `+${by}`} ${bucket} beside the source that does`,
    }));

function bucketBranch(
  bucket: string,
  quantity: string,
  { location, source }: Position,
  { contributions, at }: ExplainAnswer,
): Branch {
  const rows = contributions.filter(
    (entry) =>
      entry.location === location && entry.bucket === bucket && entry.row.system === source,
  );
  return {
    text: `${bucket} ${quantity}`,
    children: rows.map(({ quantity: stated, row, since }) => ({
      text: `${stated} from ${rowText(row)}${sinceText(since, at)}`,
    })),
  };
}

/** When a row said so, and what it led to. */
const sinceText = (since: ExplainAnswer['contributions'][number]['since'], now: string): string =>
  since
    ? `, ${ago(since.recordedAt, now)} (ledger line ${since.line}, item version ${since.version})`
    : '';

const changesBranch = (changes: readonly LedgerLine[], now: string): Branch => ({
  text: 'changes, newest first',
  children: changes.map((line) => changeBranch(line, now)),
});

function changeBranch(line: LedgerLine, now: string): Branch {
  const { kind, bucket, reason, recordedAt, op, row, cdc, causes } = line;
  const change = line.change.startsWith('-') ? line.change : `+${line.change}`;
  const why = reason === null ? '' : `, ${reason}`;
  return {
    text: `${ago(recordedAt, now)}: ${kind} ${change} ${bucket}${why} (ledger line ${line.line})`,
    children: [
      { text: `${op} of ${rowText(row)}` },
      { text: `${cdc.topic} partition ${cdc.partition} offset ${cdc.offset}` },
      ...causes.map((cause) => ({
        text: `same transaction: ${cause.kind} by ${rowText(cause.row)}${factsText(cause.facts)}`,
      })),
    ],
  };
}

/** `pos ospos_item_quantities 12/3 at binlog.000002:1182 (rule level)` */
function rowText({ system, table, rowKey, rule, position }: SourceRow): string {
  const place = position === null ? '' : ` at ${position}`;
  return `${system} ${table} ${rowKey}${place} (rule ${rule})`;
}

function factsText(facts: Readonly<Record<string, unknown>> | null): string {
  const entries = Object.entries(facts ?? {}).map(([name, value]) => `${name} ${show(value)}`);
  return entries.length === 0 ? '' : `: ${entries.join(', ')}`;
}

const show = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

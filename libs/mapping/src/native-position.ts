import { PoisonMessageError } from '#contracts';
import type { Engine } from './pack.schema.js';

/** Where a change stands in its source's log: fixed width, so that text order is log order. */
export interface NativePosition {
  readonly position: string | null;
  /** `arrival`: a snapshot read whose position must not raise a guard (PostgreSQL) */
  readonly order: 'position' | 'arrival';
}

const BINLOG_FILE = /\.(\d+)$/;
/** As SQL Server's connector writes a log sequence number. */
const LOG_SEQUENCE = /^[\da-f]{8}:[\da-f]{8}:[\da-f]{4}$/i;

/** @throws PoisonMessageError `change.no_position` when a streamed change carries none */
export function nativePosition(
  engine: Engine,
  op: string,
  source: Readonly<Record<string, unknown>>,
  orderInTransaction: number,
): NativePosition {
  switch (engine) {
    case 'mariadb':
    case 'mysql':
      return { position: binlogPosition(source, orderInTransaction), order: 'position' };
    case 'postgresql':
      return op === 'r'
        ? { position: lsn(source['lsn']), order: 'arrival' }
        : { position: lsn(source['lsn']) ?? missing('source.lsn'), order: 'position' };
    case 'sqlserver':
      return { position: sqlServerPosition(source), order: 'position' };
  }
}

/**
 * `pos` is where the transaction begins, the same for all of its changes: what tells two changes of one
 * row in one transaction apart is their order in it.
 */
function binlogPosition(source: Readonly<Record<string, unknown>>, order: number): string {
  const file = BINLOG_FILE.exec(String(source['file']))?.[1] ?? missing('source.file');
  return [digits(file, 10), digits(source['pos'], 20), digits(order, 10)].join('.');
}

const lsn = (value: unknown): string | null =>
  value === null || value === undefined ? null : digits(value, 20);

/** A snapshot read has a commit alone, so it stands before every change of that commit. */
function sqlServerPosition(source: Readonly<Record<string, unknown>>): string {
  const { commit_lsn: commit, change_lsn: change, event_serial_no: serial } = source;
  const began = change === null || change === undefined ? '' : sequence('change_lsn', change);
  return [sequence('commit_lsn', commit), began, digits(serial ?? 0, 10)].join('/');
}

function sequence(name: string, value: unknown): string {
  return typeof value === 'string' && LOG_SEQUENCE.test(value) ? value : missing(`source.${name}`);
}

/** More digits than the width has room for would be out of their order. */
function digits(value: unknown, width: number): string {
  const text = String(value);
  if (!/^\d+$/.test(text) || text.length > width) {
    missing(`a whole number of up to ${width} digits instead of ${text}`);
  }
  return text.padStart(width, '0');
}

function missing(what: string): never {
  throw new PoisonMessageError('change.no_position', `the change lacks its log position: ${what}`);
}

/** For people: `binlog 000002:1182 change 3` (its third change) or `LSN 0/32CB8A0`. */
export function describePosition(engine: Engine, position: string | null): string {
  if (position === null) return 'snapshot read';
  if (engine === 'postgresql') {
    const value = BigInt(position);
    return `LSN ${(value >> 32n).toString(16).toUpperCase()}/${(value & 0xffffffffn).toString(16).toUpperCase()}`;
  }
  if (engine === 'sqlserver') return `LSN ${position.replace(/\/\/0*$/, '')}`;
  const [file = '0', pos = '0', order = '0'] = position
    .split('.')
    .map((part) => String(BigInt(part)));
  return `binlog ${file.padStart(6, '0')}:${pos} change ${order}`;
}

import type { BackfillWord } from '#storage';
import { z } from 'zod';

/** A notification of Debezium, as far as it tells of an incremental snapshot. */
const notification = z.looseObject({
  aggregate_type: z.string(),
  type: z.string(),
  additional_data: z.record(z.string(), z.string().nullable()).nullish(),
  timestamp: z.coerce.number(),
});

/** Tables that are empty are read as well as any other. */
const READ_WELL = new Set(['SUCCEEDED', 'EMPTY']);

const WORDS: Readonly<Record<string, Exclude<BackfillWord['kind'], 'table'>>> = {
  STARTED: 'started',
  IN_PROGRESS: 'chunk',
  PAUSED: 'paused',
  RESUMED: 'resumed',
  ABORTED: 'stopped',
  COMPLETED: 'read',
};

export interface HeardWord {
  readonly word: BackfillWord;
  /** by the worker's clock */
  readonly at: Date;
}

/** @returns undefined for a notification of something else, and for one in a form that is not known */
export function backfillWord(value: Buffer | null): HeardWord | undefined {
  const parsed = notification.safeParse(jsonOf(value));
  if (!parsed.success || parsed.data.aggregate_type !== 'Incremental Snapshot') return undefined;
  const { type, additional_data: data, timestamp } = parsed.data;
  const word = type === 'TABLE_SCAN_COMPLETED' ? tableWord(data ?? {}) : wordOf(type);
  return word && { word, at: new Date(timestamp) };
}

function wordOf(type: string): BackfillWord | undefined {
  const kind = WORDS[type];
  return kind && { kind };
}

function tableWord(data: Readonly<Record<string, string | null>>): BackfillWord {
  const { status, total_rows_scanned: rows, scanned_collection: table } = data;
  const isRead = status === null || status === undefined || READ_WELL.has(status);
  return {
    kind: 'table',
    rows: Number(rows ?? 0),
    problem: isRead ? null : `${table ?? 'a table'} was not read: ${status}`,
  };
}

function jsonOf(value: Buffer | null): unknown {
  try {
    return JSON.parse(String(value)) as unknown;
  } catch {
    return undefined;
  }
}

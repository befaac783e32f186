import { span } from '../terminal/ages.js';
import type { BackfillProgress } from './progress.js';

const WORDS: Readonly<Record<BackfillProgress['state'], string>> = {
  asked: 'asked for, the connector has not begun yet',
  running: 'reading',
  paused: 'paused',
  read: 'all is read; the stages are at work on it',
  done: 'done',
  stopped: 'stopped',
  failed: 'failed',
};

/** One line, for a terminal that draws it anew. */
export function progressLine(backfill: BackfillProgress): string {
  const { source, state, rows, estimate, rowsPerSecond, secondsLeft } = backfill;
  const share = estimate ? ` (${Math.min(100, Math.floor((rows / estimate) * 100))} %)` : '';
  return [
    `${source}: ${WORDS[state]}`,
    `${count(rows)} of ${estimate === null ? 'nobody knows how many' : `about ${count(estimate)}`} rows${share}`,
    ...(rowsPerSecond === null ? [] : [`${count(Math.round(rowsPerSecond))} rows/s`]),
    ...(secondsLeft === null ? [] : [`about ${span(Math.round(secondsLeft))} left`]),
  ].join(', ');
}

/** The line, and what was asked for. */
export function drawBackfill(backfill: BackfillProgress): string[] {
  const { tables, location, skus, askedBy, askedAt, reason, problem } = backfill;
  const of = [
    ...(location === null ? [] : [`at ${location}`]),
    ...(skus.length === 0 ? [] : [skus.length > 3 ? `${skus.length} items` : skus.join(', ')]),
  ];
  return [
    progressLine(backfill),
    `  ${tables.join(', ')}${of.length > 0 ? ` (${of.join('; ')})` : ''}`,
    `  asked for by ${askedBy} on ${askedAt.toISOString()}: ${reason}`,
    ...(problem === null ? [] : [`  ${problem}`]),
  ];
}

const count = (number: number): string => number.toLocaleString('en');

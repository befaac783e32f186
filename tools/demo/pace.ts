import { setTimeout as sleep } from 'node:timers/promises';

/** How fast the replay goes: row changes per second, or so many times the shop's own time. */
export type Speed =
  { readonly changesPerSecond: number } | { readonly timesBusinessTime: number } | 'unlimited';

/** Nights and lunch breaks are cut to this. */
const LONGEST_GAP_MS = 10 * 60_000;
/** A few invoices have hundreds of lines: the shop must not look dead behind them. */
const LONGEST_WAIT_MS = 10_000;
/** After a stall the replay does not try to make up for more than this. */
const MOST_CATCHING_UP_MS = 1_000;

/**
 * Reads `50/s` (row changes per second), `60x` (times business time) or `max`.
 *
 * @throws RangeError for anything else
 */
export function parseSpeed(text: string): Speed {
  if (text === 'max') return 'unlimited';
  const [, number = '', unit] = /^(\d+(?:\.\d+)?)(\/s|x)$/.exec(text) ?? [];
  const value = Number(number);
  if (unit === undefined || value <= 0) {
    throw new RangeError(
      `A speed is 50/s (row changes a second), 60x (times real) or max: ${text}`,
    );
  }
  return unit === 'x' ? { timesBusinessTime: value } : { changesPerSecond: value };
}

/** Milliseconds that a step may take from its predecessor to itself. */
export function gapMs(speed: Speed, rowsBefore: number, before: string, now: string): number {
  if (speed === 'unlimited') return 0;
  if ('changesPerSecond' in speed) {
    return Math.min((rowsBefore / speed.changesPerSecond) * 1_000, LONGEST_WAIT_MS);
  }
  const business = Math.max(0, Date.parse(now) - Date.parse(before));
  return Math.min(business, LONGEST_GAP_MS) / speed.timesBusinessTime;
}

/** Waits between steps so that the replay keeps its speed. */
export class Pace {
  private due = Date.now();
  private rows = 0;
  private at: string | undefined;

  constructor(
    private readonly speed: Speed,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** @param at business time of the step to come */
  async beforeStep(at: string): Promise<void> {
    const gap = gapMs(this.speed, this.rows, this.at ?? at, at);
    this.at = at;
    this.due = Math.max(this.due + gap, Date.now() - MOST_CATCHING_UP_MS);
    const wait = this.due - Date.now();
    if (wait < 1) return;
    const options = this.signal ? { signal: this.signal } : {};
    await sleep(wait, undefined, options).catch((error: unknown) => {
      if (!this.signal?.aborted) throw error;
    });
  }

  wrote(rows: number): void {
    this.rows = rows;
  }
}

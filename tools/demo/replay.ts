import { readInvoices } from './invoices.js';
import type { JournalEntry } from './journal.js';
import type { LegacyDatabase } from './legacy-database.js';
import { Pace, type Speed } from './pace.js';
import { planLap } from './plan-lap.js';
import { PosSystem } from './pos/pos-system.js';
import type { Step } from './step.js';
import { WmsSystem } from './wms/wms-system.js';

export interface ReplayOptions {
  readonly pos: LegacyDatabase;
  readonly wms: LegacyDatabase;
  readonly speed: Speed;
  /** default: the one that the data were installed with; another one is refused */
  readonly seed?: string;
  /** business time at which a first replay starts, UTC ISO 8601; a later replay goes on where it was */
  readonly from?: string;
  /** stops after so many lines of sales and orders */
  readonly maxLines?: number;
  /** whether to start over, with new invoice numbers, when the data run out; true by default */
  readonly endless?: boolean;
  /** ends the replay after the transaction that it is in */
  readonly signal?: AbortSignal;
  /** called after each commit */
  readonly onWrite?: (entry: JournalEntry) => void;
}

export interface ReplaySummary {
  readonly transactions: number;
  readonly rows: number;
  /** lines of sales and orders that moved goods */
  readonly lines: number;
}

/** Ordinals of a lap start at a multiple of this; a lap has far fewer steps. */
const ORDINALS_PER_LAP = 10_000;

/**
 * Writes the shop's days into both databases as the applications would, one transaction after the other.
 * It goes on behind the last step that each database's journal knows: nothing is left out and nothing is
 * written twice, however the last replay ended.
 */
export async function replay(options: ReplayOptions): Promise<ReplaySummary> {
  const pos = await PosSystem.open(options.pos);
  try {
    const wms = await WmsSystem.open(options.wms);
    try {
      return await new Replay(pos, wms, options).run(await agreedSeed(pos, wms, options.seed));
    } finally {
      await wms.close();
    }
  } finally {
    await pos.close();
  }
}

class Replay {
  private readonly done = { pos: -1, wms: -1 };
  private readonly pace: Pace;
  private summary = { transactions: 0, rows: 0, lines: 0 };

  constructor(
    private readonly pos: PosSystem,
    private readonly wms: WmsSystem,
    private readonly options: ReplayOptions,
  ) {
    this.pace = new Pace(options.speed, options.signal);
  }

  async run(seed: string): Promise<ReplaySummary> {
    const invoices = readInvoices();
    this.done.pos = await this.pos.lastOrdinal();
    this.done.wms = await this.wms.lastOrdinal();
    const reached = Math.min(this.done.pos, this.done.wms);
    const from = reached < 0 ? (this.options.from ?? '') : '';
    for (let lap = Math.max(0, Math.floor(reached / ORDINALS_PER_LAP)); ; lap += 1) {
      for (const [index, step] of planLap(invoices, seed, lap).entries()) {
        if (this.isOver()) return this.summary;
        const ordinal = lap * ORDINALS_PER_LAP + index;
        if (ordinal > this.done[step.system] && step.at >= from) await this.take(step, ordinal);
      }
      if (this.options.endless === false) return this.summary;
    }
  }

  private async take(step: Step, ordinal: number): Promise<void> {
    await this.pace.beforeStep(step.at);
    if (this.isOver()) return;
    const find = async (name: string) => (await this.pos.find(name)) ?? this.wms.find(name);
    const entry =
      step.system === 'pos'
        ? await this.pos.write(step, ordinal, find)
        : await this.wms.write(step, ordinal, find);
    this.pace.wrote(entry.writes.length);
    const sold = step.kind === 'sale' || step.kind === 'order' ? entry.moved.length : 0;
    this.summary = {
      transactions: this.summary.transactions + 1,
      rows: this.summary.rows + entry.writes.length,
      lines: this.summary.lines + sold,
    };
    this.options.onWrite?.(entry);
  }

  private isOver(): boolean {
    const { signal, maxLines = Number.POSITIVE_INFINITY } = this.options;
    return signal?.aborted === true || this.summary.lines >= maxLines;
  }
}

async function agreedSeed(pos: PosSystem, wms: WmsSystem, asked?: string): Promise<string> {
  const installed = [await pos.seed(), await wms.seed()];
  const [seed = ''] = installed;
  if (installed.every((one) => one === seed) && (asked ?? seed) === seed) return seed;
  throw new Error(
    `The databases were installed with the seeds ${installed.join(' (POS) and ')} (WMS); ` +
      `the replay cannot go on with ${asked ?? 'two of them'}. Install other databases for another seed.`,
  );
}

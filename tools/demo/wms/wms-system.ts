import type { Client } from 'pg';
import {
  journalEntry,
  NOTHING,
  type FindStep,
  type JournalEntry,
  type MovedLine,
  type Written,
} from '../journal.js';
import type { LegacyDatabase } from '../legacy-database.js';
import type { LegacySystem } from '../legacy-system.js';
import type { StepLine, WmsStep } from '../step.js';
import { connectWms } from './connect-wms.js';
import { WmsBook, type WmsIds } from './wms-book.js';
import { writeCount, writeInward, writeOutward, writePurchase } from './write-move.js';
import { writeCancellation, writeOrder, writeReceipt, writeShipment } from './write-order.js';

/** Deadlock, serialization failure. */
const RETRIED = new Set(['40P01', '40001']);

/** The pretend Odoo: each step is one transaction, its journal entry included. */
export class WmsSystem implements LegacySystem<WmsStep> {
  private constructor(
    private readonly client: Client,
    private readonly ids: WmsIds,
  ) {}

  static async open(database: LegacyDatabase): Promise<WmsSystem> {
    const client = await connectWms(database, database.database);
    const products = await client.query<{ id: number; default_code: string }>(
      'SELECT id, default_code FROM product_product WHERE default_code IS NOT NULL',
    );
    const locations = await client.query<{ id: number; complete_name: string }>(
      'SELECT id, complete_name FROM stock_location',
    );
    return new WmsSystem(client, {
      products: new Map(products.rows.map((row) => [row.default_code, row.id])),
      locations: new Map(locations.rows.map((row) => [row.complete_name, row.id])),
    });
  }

  async seed(): Promise<string> {
    const { rows } = await this.client.query<{ seed: string }>('SELECT seed FROM demo_install');
    return rows[0]?.seed ?? '';
  }

  async lastOrdinal(): Promise<number> {
    const { rows } = await this.client.query<{ last: string | null }>(
      'SELECT max(ordinal) AS last FROM demo_journal',
    );
    return Number(rows[0]?.last ?? -1);
  }

  async find(step: string): Promise<JournalEntry | undefined> {
    const { rows } = await this.client.query<{ entry: unknown }>(
      'SELECT entry FROM demo_journal WHERE step = $1',
      [step],
    );
    return rows[0] && journalEntry.parse(rows[0].entry);
  }

  async write(step: WmsStep, ordinal: number, find: FindStep): Promise<JournalEntry> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.writeOnce(step, ordinal, find);
      } catch (error) {
        await this.client.query('ROLLBACK');
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        if (!RETRIED.has(code) || attempt === 5) throw error;
      }
    }
  }

  close(): Promise<void> {
    return this.client.end();
  }

  private async writeOnce(step: WmsStep, ordinal: number, find: FindStep): Promise<JournalEntry> {
    await this.client.query('BEGIN');
    const written = await writeStep(new WmsBook(this.client, this.ids), step, find);
    const { name, system, kind, at } = step;
    const entry = { ordinal, step: name, system, kind, businessTime: at, ...written };
    await this.client.query('INSERT INTO demo_journal (ordinal, step, entry) VALUES ($1, $2, $3)', [
      ordinal,
      name,
      JSON.stringify(entry),
    ]);
    await this.client.query('COMMIT');
    return entry;
  }
}

async function writeStep(book: WmsBook, step: WmsStep, find: FindStep): Promise<Written> {
  return 'of' in step ? writeAbout(book, step, await find(step.of)) : writeNew(book, step);
}

type About = Extract<WmsStep, { of: string }>;

async function writeAbout(
  book: WmsBook,
  step: About,
  earlier: JournalEntry | undefined,
): Promise<Written> {
  if (!earlier) return NOTHING;
  switch (step.kind) {
    case 'shipment':
      return writeShipment(book, earlier);
    case 'cancellation':
      return writeCancellation(book, earlier);
    case 'receipt':
      return writeReceipt(book, earlier);
    case 'transfer_in':
      return writeInward(book, step, earlier.moved);
  }
}

async function writeNew(book: WmsBook, step: Exclude<WmsStep, About>): Promise<Written> {
  switch (step.kind) {
    case 'order':
      return writeOrder(book, step);
    case 'purchase':
      return writePurchase(book, step);
    case 'return':
      return writeInward(book, step, step.lines.map(toMoved));
    case 'damage':
    case 'transfer_out':
      return writeOutward(book, step);
    case 'count':
      return writeCount(book, step);
  }
}

const toMoved = ({ code, quantity }: StepLine): MovedLine => ({ item: code, quantity });

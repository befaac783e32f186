import type { Connection } from 'mysql2/promise';
import {
  journalEntry,
  NOTHING,
  type FindStep,
  type JournalEntry,
  type Written,
} from '../journal.js';
import type { LegacyDatabase } from '../legacy-database.js';
import type { LegacySystem } from '../legacy-system.js';
import type { PosStep } from '../step.js';
import { connectPos, execute, select } from './connect-pos.js';
import { PosBook, type PosIds } from './pos-book.js';
import { writeAdjustment, writeTransferIn } from './write-adjustment.js';
import { writeReceipt, writeRequisition } from './write-receiving.js';
import { writeCancellation, writeSale } from './write-sale.js';

const EMPLOYEE = 1;
const RETRIED = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT']);

/** The pretend OpenSourcePOS: each step is one transaction, its journal entry included. */
export class PosSystem implements LegacySystem<PosStep> {
  private constructor(
    private readonly connection: Connection,
    private readonly ids: PosIds,
  ) {}

  static async open(database: LegacyDatabase): Promise<PosSystem> {
    const connection = await connectPos(database, database.database);
    const items = await select<{ item_id: number; item_number: string; stock_type: number }>(
      connection,
      'SELECT item_id, item_number, stock_type FROM ospos_items WHERE item_number IS NOT NULL',
    );
    const stores = await select<{ location_id: number; location_name: string }>(
      connection,
      'SELECT location_id, location_name FROM ospos_stock_locations WHERE deleted = 0',
    );
    return new PosSystem(connection, {
      items: new Map(
        items.map((row) => [row.item_number, { id: row.item_id, goods: row.stock_type === 0 }]),
      ),
      stores: new Map(stores.map((row) => [row.location_name, row.location_id])),
      employee: EMPLOYEE,
    });
  }

  async seed(): Promise<string> {
    const [row] = await select<{ seed: string }>(this.connection, 'SELECT seed FROM demo_install');
    return row?.seed ?? '';
  }

  async lastOrdinal(): Promise<number> {
    const [row] = await select<{ last: number | null }>(
      this.connection,
      'SELECT max(ordinal) AS last FROM demo_journal',
    );
    return row?.last ?? -1;
  }

  async find(step: string): Promise<JournalEntry | undefined> {
    const [row] = await select<{ entry: string }>(
      this.connection,
      'SELECT entry FROM demo_journal WHERE step = ?',
      [step],
    );
    return row && journalEntry.parse(JSON.parse(row.entry));
  }

  async write(step: PosStep, ordinal: number, find: FindStep): Promise<JournalEntry> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.writeOnce(step, ordinal, find);
      } catch (error) {
        await this.connection.query('ROLLBACK');
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        if (!RETRIED.has(code) || attempt === 5) throw error;
      }
    }
  }

  close(): Promise<void> {
    return this.connection.end();
  }

  private async writeOnce(step: PosStep, ordinal: number, find: FindStep): Promise<JournalEntry> {
    await this.connection.query('START TRANSACTION');
    const written = await writeStep(new PosBook(this.connection, this.ids), step, find);
    const { name, system, kind, at } = step;
    const entry = { ordinal, step: name, system, kind, businessTime: at, ...written };
    await execute(
      this.connection,
      'INSERT INTO demo_journal (ordinal, step, entry) VALUES (?, ?, ?)',
      [ordinal, name, JSON.stringify(entry)],
    );
    await this.connection.query('COMMIT');
    return entry;
  }
}

async function writeStep(book: PosBook, step: PosStep, find: FindStep): Promise<Written> {
  return 'of' in step ? writeAbout(book, step, await find(step.of)) : writeNew(book, step);
}

type About = Extract<PosStep, { of: string }>;

async function writeAbout(
  book: PosBook,
  step: About,
  earlier: JournalEntry | undefined,
): Promise<Written> {
  if (!earlier) return NOTHING;
  if (step.kind === 'transfer_in') return writeTransferIn(book, step, earlier.moved);
  return earlier.document === null ? NOTHING : writeCancellation(book, earlier.document);
}

async function writeNew(book: PosBook, step: Exclude<PosStep, About>): Promise<Written> {
  switch (step.kind) {
    case 'sale':
    case 'return':
      return writeSale(book, step);
    case 'receipt':
      return writeReceipt(book, step);
    case 'requisition':
      return writeRequisition(book, step);
    case 'damage':
    case 'transfer_out':
    case 'count':
      return writeAdjustment(book, step);
  }
}

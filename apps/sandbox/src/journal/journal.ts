import { createReadStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AccountName } from '../sandbox.config.js';
import { AppendFile } from './append-file.js';
import { journalEntry, type JournalEntry } from './journal-entry.js';

const FILE = 'journal.jsonl';
const NEWLINE = 0x0a;

export interface JournalQuery {
  readonly account: AccountName | undefined;
  /** entries with a greater `seq` */
  readonly after: number;
  readonly limit: number;
}

/** Every call, one JSON line each. Memory holds only where each line ends; lines are read from the file. */
export class Journal {
  private nextSeq = 1;
  /** by seq − 1 */
  private readonly ends: number[] = [];
  private readonly accounts: AccountName[] = [];
  private file: AppendFile | undefined;

  constructor(private readonly dataDir: string) {}

  /** Reads what an earlier run wrote; a line that was torn by a kill is cut off. */
  async open(replay: (entry: JournalEntry) => void): Promise<void> {
    await mkdir(this.dataDir, { recursive: true });
    const path = join(this.dataDir, FILE);
    const size = await wholeLines(path);
    let end = 0;
    if (size > 0) {
      const input = createReadStream(path, { end: size - 1 });
      for await (const line of createInterface({ input, crlfDelay: Infinity })) {
        const entry = journalEntry.parse(JSON.parse(line));
        replay(entry);
        end += Buffer.byteLength(line) + 1;
        this.index(entry, end);
      }
    }
    this.nextSeq = this.ends.length + 1;
    this.file = await AppendFile.open(path, size);
  }

  /** @returns when the line is in the file */
  async append(call: Omit<JournalEntry, 'seq'>): Promise<JournalEntry> {
    const entry = { seq: this.nextSeq, ...call };
    this.nextSeq += 1;
    const end = await this.opened().append(Buffer.from(`${JSON.stringify(entry)}\n`));
    this.index(entry, end);
    return entry;
  }

  /** The lines asked for, still as JSON, oldest first. */
  async read({ account, after, limit }: JournalQuery): Promise<readonly string[]> {
    const wanted: number[] = [];
    for (let at = after; at < this.ends.length && wanted.length < limit; at += 1) {
      if (account === undefined || this.accounts[at] === account) wanted.push(at);
    }
    const first = wanted[0];
    const last = wanted.at(-1);
    if (first === undefined || last === undefined) return [];
    const from = this.start(first);
    const bytes = await this.opened().read(from, this.ends[last] ?? from);
    return wanted.map((at) => bytes.toString('utf8', this.start(at) - from, this.stop(at) - from));
  }

  async close(): Promise<void> {
    await this.file?.close();
  }

  private index({ account }: JournalEntry, end: number): void {
    this.ends.push(end);
    this.accounts.push(account);
  }

  private start(at: number): number {
    return at === 0 ? 0 : (this.ends[at - 1] ?? 0);
  }

  /** Without the newline. */
  private stop(at: number): number {
    return (this.ends[at] ?? 1) - 1;
  }

  private opened(): AppendFile {
    if (!this.file) throw new Error('the journal is used before it was opened');
    return this.file;
  }
}

/** Bytes up to and including the last newline; 0 for a file that is not there. */
async function wholeLines(path: string): Promise<number> {
  const size = await stat(path).then(
    (file) => file.size,
    () => 0,
  );
  if (size === 0) return 0;
  let whole = 0;
  let read = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const last = chunk.lastIndexOf(NEWLINE);
    if (last >= 0) whole = read + last + 1;
    read += chunk.length;
  }
  return whole;
}

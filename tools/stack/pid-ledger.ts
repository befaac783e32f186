import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { identify, isAlive, type ProcessIdentity } from './process-identity.js';
import { StackError } from './stack-error.js';

export type StopSignal = 'SIGTERM' | 'SIGINT';

export interface RecordedChild extends ProcessIdentity {
  name: string;
  stopSignal: StopSignal;
}

interface Recorded {
  owner: ProcessIdentity;
  children: RecordedChild[];
}

/**
 * `<dataDir>/pids.json`: who owns the folder and which processes run for it. The file is the
 * folder's lock, too; a file whose owner is dead is what a crashed run left behind.
 */
export class PidLedger {
  private children: RecordedChild[] = [];

  private constructor(
    private readonly file: string,
    private readonly owner: ProcessIdentity,
  ) {}

  /**
   * Makes this process the owner of the folder and returns what a dead owner left running.
   * @throws StackError when another living process owns it
   */
  static claim(dataDir: string): { ledger: PidLedger; orphans: RecordedChild[] } {
    const owner = identify(process.pid);
    if (owner === undefined) throw new Error(`process ${process.pid} cannot find itself`);
    const ledger = new PidLedger(fileIn(dataDir), owner);
    const orphans: RecordedChild[] = [];
    while (!ledger.create()) {
      const found = readLedger(dataDir);
      if (found !== undefined && isAlive(found.owner)) throw inUse(dataDir, found.owner);
      orphans.push(...(found?.children.filter(isAlive) ?? []));
      rmSync(ledger.file, { force: true });
    }
    ledger.children = orphans;
    ledger.save();
    return { ledger, orphans };
  }

  add(name: string, pid: number, stopSignal: StopSignal): void {
    const identity = identify(pid);
    if (identity === undefined) return;
    this.children = [...this.children, { name, stopSignal, ...identity }];
    this.save();
  }

  remove(pid: number): void {
    this.children = this.children.filter((child) => child.pid !== pid);
    this.save();
  }

  release(): void {
    rmSync(this.file, { force: true });
  }

  /** False if the file exists. A link appears with its content or not at all. */
  private create(): boolean {
    const draft = this.draft();
    try {
      linkSync(draft, this.file);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      return false;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  private save(): void {
    renameSync(this.draft(), this.file);
  }

  private draft(): string {
    const draft = `${this.file}.${process.pid}`;
    const content: Recorded = { owner: this.owner, children: this.children };
    writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`);
    return draft;
  }
}

/** What is recorded in the folder, dead or alive; undefined if nothing (readable) is. */
export function readLedger(dataDir: string): Recorded | undefined {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as Recorded;
  } catch {
    return undefined;
  }
}

function fileIn(dataDir: string): string {
  return path.join(dataDir, 'pids.json');
}

function inUse(dataDir: string, owner: ProcessIdentity): StackError {
  return new StackError(
    `The stack in ${dataDir} is running already: process ${owner.pid} owns it.\n` +
      'Stop that process first, or choose another data folder to run a second stack beside it.',
  );
}

import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { PidLedger, readLedger } from './pid-ledger.js';
import { identify, isAlive } from './process-identity.js';

const children: ChildProcess[] = [];

function sleeper(): { pid: number; end: () => Promise<void> } {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  children.push(child);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return { pid: child.pid!, end: async () => (child.kill('SIGKILL'), gone) };
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const folder = (): string => mkdtempSync(path.join(tmpdir(), 'shelfwire-ledger-'));

/** As a process would have left it that is no more. */
function abandon(dataDir: string, kept: { name: string; pid: number; startedAt: string }[]): void {
  const ledger = {
    owner: { pid: process.pid, startedAt: 'another life' },
    children: kept.map((child) => ({ ...child, stopSignal: 'SIGTERM' })),
  };
  writeFileSync(path.join(dataDir, 'pids.json'), JSON.stringify(ledger));
}

describe('PidLedger', () => {
  it('refuses a folder whose owner lives, and says who it is', () => {
    const dataDir = folder();
    PidLedger.claim(dataDir);
    expect(() => PidLedger.claim(dataDir)).toThrow(`process ${process.pid} owns it`);
  });

  it('is free again once released', () => {
    const dataDir = folder();
    PidLedger.claim(dataDir).ledger.release();
    expect(PidLedger.claim(dataDir).orphans).toEqual([]);
  });

  it('hands over what a dead owner left running, and keeps it recorded', () => {
    const dataDir = folder();
    const { pid } = sleeper();
    abandon(dataDir, [{ name: 'kafka', ...identify(pid)! }]);
    expect(PidLedger.claim(dataDir).orphans).toMatchObject([{ name: 'kafka', pid }]);
    expect(readLedger(dataDir)?.children).toMatchObject([{ name: 'kafka', pid }]);
  });

  it('takes no other process for a recorded one that has its pid', () => {
    const dataDir = folder();
    abandon(dataDir, [{ name: 'kafka', pid: sleeper().pid, startedAt: 'another life' }]);
    expect(PidLedger.claim(dataDir).orphans).toEqual([]);
  });

  it('takes an unreadable file for a crashed run', () => {
    const dataDir = folder();
    writeFileSync(path.join(dataDir, 'pids.json'), '{"owner":');
    expect(PidLedger.claim(dataDir).orphans).toEqual([]);
  });

  it('records children and forgets those that ended', () => {
    const dataDir = folder();
    const { ledger } = PidLedger.claim(dataDir);
    const { pid } = sleeper();
    ledger.add('connect', pid, 'SIGTERM');
    expect(readLedger(dataDir)?.children).toMatchObject([{ name: 'connect', pid }]);
    ledger.remove(pid);
    expect(readLedger(dataDir)?.children).toEqual([]);
    ledger.release();
    expect(existsSync(path.join(dataDir, 'pids.json'))).toBe(false);
  });
});

describe('isAlive', () => {
  it('is true for a running process and false once it has ended', async () => {
    const { pid, end } = sleeper();
    const identity = identify(pid)!;
    expect(isAlive(identity)).toBe(true);
    await end();
    expect(isAlive(identity)).toBe(false);
  });
});

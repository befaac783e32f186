import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readLedger, type RecordedChild } from './pid-ledger.js';
import { isAlive } from './process-identity.js';
import { removeStack } from './remove-stack.js';
import type { StackEndpoints } from './stack.js';
import { startStack } from './start-stack.js';

/** A second stack, beside the one that all tests share. */
const dataDir = path.resolve('.shelfwire', `test-stack-${process.pid}-second`);
const FROM_SOURCE = ['--conditions=@shelfwire/source', '--import', '@oxc-node/core/register'];
const started: ChildProcess[] = [];

function command(
  args: string[],
  env: Record<string, string> = {},
): { child: ChildProcess; ended: Promise<number | null>; output: () => string } {
  const child = spawn(process.execPath, [...FROM_SOURCE, 'tools/stack/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  started.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (more: string) => (text += more));
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, output: () => text };
}

/** `up`, and the endpoints once it is up. */
async function up() {
  const running = command(['up', '--data', dataDir]);
  const end = running.ended.then((code) => {
    throw new Error(`up ended with ${code}:\n${running.output()}`);
  });
  end.catch(() => {});
  const isUp = async (): Promise<void> => {
    while (!running.output().includes('Ctrl-C')) await sleep(100);
  };
  await Promise.race([isUp(), end]);
  const file = readFileSync(path.join(dataDir, 'stack.json'), 'utf8');
  return { ...running, endpoints: JSON.parse(file) as StackEndpoints };
}

async function query(endpoints: StackEndpoints, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ ...endpoints.statePostgres, database: 'postgres' });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function withAdmin<T>(
  { kafkaBrokers }: StackEndpoints,
  work: (admin: ReturnType<Kafka['admin']>) => Promise<T>,
): Promise<T> {
  const admin = new Kafka({ brokers: kafkaBrokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

const recorded = (): RecordedChild[] => readLedger(dataDir)?.children ?? [];
const alive = (children: RecordedChild[]): string[] =>
  children.filter(isAlive).map(({ name }) => name);
const answers = async (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

// Three starts, beside whatever else this machine is doing.
describe('a second stack beside the shared one', { timeout: 240_000 }, () => {
  beforeAll(() => mkdirSync(dataDir, { recursive: true }));
  afterAll(async () => {
    for (const child of started) child.kill('SIGTERM');
    await removeStack(dataDir);
  });

  it('goes on after its owner was killed, with the same addresses and data', async () => {
    const first = await up();
    expect(first.endpoints.kafkaBrokers).not.toEqual(inject('stack').kafkaBrokers);
    await query(first.endpoints, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await withAdmin(first.endpoints, (admin) =>
      admin.createTopics({ topics: [{ topic: 'kept' }], waitForLeaders: true }),
    );
    await expect(startStack({ dataDir })).rejects.toThrow(`process ${first.child.pid} owns it`);

    const orphans = recorded();
    first.child.kill('SIGKILL');
    await first.ended;
    expect(alive(orphans)).toEqual(orphans.map(({ name }) => name));

    const stack = await startStack({ dataDir });
    try {
      expect(alive(orphans)).toEqual([]);
      expect(stack.endpoints).toEqual(first.endpoints);
      expect(await query(stack.endpoints, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      expect(await withAdmin(stack.endpoints, (admin) => admin.listTopics())).toContain('kept');

      const { connect, endpoints } = stack;
      const before = connect.pid;
      await connect.kill();
      expect(connect.pid).toBeUndefined();
      expect(await answers(endpoints.connectUrl)).toBe(false);
      await connect.start();
      expect(connect.pid).not.toBe(before);
      expect(await answers(endpoints.connectUrl)).toBe(true);
    } finally {
      const running = recorded();
      await stack.stop();
      expect(alive(running)).toEqual([]);
    }
    expect(await answers(first.endpoints.connectUrl)).toBe(false);
    expect(existsSync(path.join(dataDir, 'stack.json'))).toBe(false);
    expect(recorded()).toEqual([]);
  });

  it('stops on a signal, while starting as well, and leaves no process', async () => {
    const running = command(['up', '--data', dataDir]);
    while (!running.output().includes('wms-postgres: ready')) await sleep(50);
    const children = recorded();
    running.child.kill('SIGINT');
    expect(await running.ended).toBe(1);
    expect(running.output()).toContain('Stopped while starting; nothing is left running.');
    expect(alive(children)).toEqual([]);

    const again = await up();
    const servers = recorded();
    again.child.kill('SIGTERM');
    expect(await again.ended).toBe(0);
    expect(alive(servers)).toEqual([]);
    expect(await answers(again.endpoints.connectUrl)).toBe(false);
  });

  it.each([
    ['native', /native: `.*java -version` does not run; expected Java 17 or newer/],
    ['containers', /containers: .*Docker/],
    ['auto', /containers: .*Docker.*\n {2}native: `.*java -version` does not run/],
  ])('says in one message what a machine with neither Java nor Docker lacks: %s', async (...of) => {
    const [choice, message] = of;
    const { ended, output } = command(['up', '--data', `${dataDir}-none`], {
      SHELFWIRE_STACK: choice,
      PATH: '/nonexistent',
      JAVA_HOME: '/nonexistent',
      DOCKER_HOST: 'unix:///nonexistent/docker.sock',
    });
    expect(await ended).toBe(1);
    expect(output()).toMatch(message);
    expect(output()).toContain('Either start Docker');
    expect(output()).not.toMatch(/^\s+at /m);
    await removeStack(`${dataDir}-none`);
  });
});

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { cacheDir } from '../../../tools/stack/environment.js';
import { ManagedProcess } from '../../../tools/stack/managed-process.js';
import { javaCommand } from '../../../tools/stack/native/java.js';
import { runToEnd } from '../../../tools/stack/run-to-end.js';
import type { Contestant, Heat } from '../contest/contestant.js';
import { committedBy, endsOf } from '../contest/outputs.js';
import { verifyOutputs } from '../contest/verify-outputs.js';
import { groupOf } from './node-program.js';

const PROJECT = 'bench/throughput/contestants/kafka-streams';
const SOURCES = path.join(PROJECT, 'src/main/java/shelfwire/bench');
/** The default of `exactly_once_v2`; `at_least_once` would commit every 30 s. */
const COMMIT_MS = 100;

/** (D) Kafka Streams, its own defaults but for the threads and the pace of commits. */
export const kafkaStreams = (guarantee: 'exactly_once_v2' | 'at_least_once'): Contestant => ({
  name: `D Kafka Streams ${guarantee}`,
  async start(heat) {
    const { arena, load, id } = heat;
    const from = await endsOf(arena, load.output);
    const program = await startJava(heat, guarantee);
    return {
      programs: [program],
      progress: () => committedBy(arena, groupOf(id), load.input),
      verify: () => verifyOutputs(heat, from),
      stop: () => program.stop(20_000),
    };
  },
});

async function startJava(heat: Heat, guarantee: string): Promise<ManagedProcess> {
  const { arena, load, policy, id } = heat;
  const classPath = await build(arena.signal);
  const settings = path.join(arena.folder, `${id}.json`);
  const channels = Object.fromEntries(
    Object.entries(policy.policy.channels).map(([channel, { pool, buffer, protect, cap }]) => [
      channel,
      { pool, buffer, protect, cap },
    ]),
  );
  const content = {
    applicationId: groupOf(id),
    brokers: arena.endpoints.kafkaBrokers.join(','),
    input: load.input,
    output: load.output,
    guarantee,
    threads: cpus().length,
    commitMs: COMMIT_MS,
    stateDir: path.join(arena.folder, `${id}-state`),
    policy: { version: policy.policy.policyVersion, channels },
  };
  writeFileSync(settings, JSON.stringify(content));
  return ManagedProcess.start(
    {
      name: `kafka-streams-${id}`,
      command: javaCommand(),
      args: ['-Xmx1g', '-cp', path.join(classPath, '*'), 'shelfwire.bench.Main', settings],
      logFile: path.join(arena.folder, `kafka-streams-${id}.log`),
      stopSignal: 'SIGTERM',
    },
    arena.ledger,
  );
}

/** Compiles the contestant with what it needs; kept for the next time, by the content of its sources. */
export async function build(signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256').update(readFileSync(path.join(PROJECT, 'pom.xml')));
  for (const name of readdirSync(SOURCES).sort()) {
    hash.update(readFileSync(path.join(SOURCES, name)));
  }
  const folder = path.resolve(cacheDir(), `bench-streams-${hash.digest('hex').slice(0, 12)}`);
  if (!existsSync(folder)) {
    const draft = `${folder}.draft-${process.pid}`;
    const args = ['--batch-mode', '-f', path.join(PROJECT, 'pom.xml'), `-Dbench.out=${draft}`];
    console.log('Maven: building the Kafka Streams contestant');
    await runToEnd({ what: 'Maven', command: 'mvn', args: [...args, 'package'], signal });
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  }
  return path.join(folder, 'lib');
}

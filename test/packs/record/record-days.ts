import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cdcTopics, loadPack, type Pack } from '#mapping';
import { sampleLines } from '../../../apps/cli/src/record/sample-lines.js';
import type { StackEndpoints } from '../../../tools/stack/stack.js';
import { createTestDatabase } from '../../support/database.js';
import { CapturedApplications } from '../captured-applications.js';
import type { PackCase } from '../pack-case.js';
import { readTopics } from './read-topics.js';

const databaseOf = ({ pack }: Named): string => pack.replaceAll('-', '_');
const folderOf = (pack: string): string => path.join('connectors', pack);

/** Plays each application's day on an empty stack, and keeps what the connector sent as its sample. */
export async function recordDays(stack: StackEndpoints, cases: readonly PackCase[]): Promise<void> {
  const state = await createTestDatabase(stack.statePostgres, 'record');
  const names = { tag: 'record', namespace: '', databaseUrl: state.url, databaseOf };
  const { applications } = await CapturedApplications.install(stack, cases, names);
  await Promise.all(cases.map((given) => untilBeat(stack, given, Date.now())));
  for (const application of applications) await application.trade();
  for (const given of cases) await keepSample(stack, given);
  for (const application of applications) await application.close();
  await state.drop();
}

type Named = Pick<PackCase, 'pack'>;

/** Keeps what the connector has sent of all that was committed until now. */
export async function keepSample(stack: StackEndpoints, given: Named): Promise<void> {
  await untilBeat(stack, given, Date.now());
  const pack = loadPack(folderOf(given.pack));
  const messages = await readTopics(stack.kafkaBrokers, topicsOf(given, pack));
  const file = path.join(folderOf(given.pack), 'samples', 'day.jsonl');
  writeFileSync(file, sampleLines(messages, pack.heartbeat));
  console.log(`${file}: ${messages.length} messages`);
}

const topicsOf = (given: Named, pack: Pack): string[] => [
  ...cdcTopics(pack, given.pack, databaseOf(given)).keys(),
];

/** Waits until the connector has streamed what was committed before a moment. */
export async function untilBeat(stack: StackEndpoints, given: Named, since: number): Promise<void> {
  const pack = loadPack(folderOf(given.pack));
  const topic = topicsOf(given, pack).filter((name) => name.endsWith(`.${pack.heartbeat}`));
  const deadline = Date.now() + 120_000;
  for (;;) {
    const beats = await readTopics(stack.kafkaBrokers, topic);
    const isLater = ({ value, timestamp }: (typeof beats)[number]) =>
      value?.includes('"op":"u"') === true && Number(timestamp) > since + 2_000;
    if (beats.some(isLater)) return;
    if (Date.now() > deadline) throw new Error(`${given.pack}: no heartbeat in 120 s`);
    await sleep(500);
  }
}

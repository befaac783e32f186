import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { AppProcess } from '../support/app-process.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { bazaarPolicy } from '../support/policies.js';
import { documentedMetrics, exposedMetrics } from './documented-metrics.js';

const { connectUrl, kafkaBrokers, statePostgres } = inject('stack');
let database: TestDatabase;
let folder: string;
let alerting: AppProcess;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'metrics-'));
  database = await createTestDatabase(statePostgres, 'documented');
  const namespace = `documented-${process.pid}.`;
  const at = { folder, kafkaBrokers, connectUrl, databaseUrl: database.url, namespace };
  alerting = await AppProcess.start('alerting', bazaarPolicy(), at);
});
afterAll(async () => {
  await alerting?.stop();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

async function scrape(): Promise<string> {
  const url = /listens on (\S+)/.exec(alerting.said.join('\n'))?.[1];
  return (await fetch(`${url}/metrics`)).text();
}

it('exposes in a running process what docs/metrics.md says, no more and no less', async () => {
  await expect.poll(scrape, { timeout: 30_000 }).toContain('inv_source_heartbeat_age_seconds{');
  const exposed = exposedMetrics(await scrape());
  const documented = new Map(documentedMetrics().map((metric) => [metric.name, metric]));
  const typed = (metrics: Iterable<{ readonly name: string; readonly type: string }>) =>
    [...metrics].map(({ name, type }) => `${name} ${type}`).toSorted();
  expect(typed(exposed)).toEqual(typed(documented.values()));
  const undocumented = exposed.flatMap(({ name, labels }) =>
    labels.filter((label) => !documented.get(name)?.labels.includes(label)),
  );
  expect(undocumented).toEqual([]);
  const told = exposed.filter(({ labels }) => labels.length > 0).map(({ name }) => name);
  expect(told).toEqual(expect.arrayContaining(['inv_waiting_changes', 'inv_held_zeros']));
});

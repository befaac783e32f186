import { setTimeout as sleep } from 'node:timers/promises';
import { ensureMonitoringPrograms } from '../../alerts/monitoring-programs.js';
import { monitor, type Monitoring } from '../../alerts/monitoring.js';
import { HttpSink } from '../../support/http-sink.js';
import { onStage, type Scene } from '../scene.js';
import { until } from './until.js';
import { Witness } from '../witness.js';
import { missingInSight } from './look.js';
import { Selling } from './selling.js';
import { SIGHTS, type Sight } from './sights.js';
import { newsIn, ofAlertmanager, ofOwn, type Told } from './told.js';
import { writeWatchedPolicy } from './watched-policy.js';

/** longer than a group waits: what is told once more would be there by then */
const QUIET_MS = 8_000;
const GROUP_WAIT_SECONDS = 5;

/** Where a person hears of it. */
interface Ears {
  readonly name: string;
  heard(): readonly Told[];
  /** what it calls the alerts of a sight */
  names(sight: Sight): readonly string[];
}

/** Breaks what people must see, on real parts, and looks where they look. */
export async function seeAll(signal: AbortSignal, only: string): Promise<boolean> {
  await ensureMonitoringPrograms();
  const chosen = SIGHTS.filter(({ name }) => only.split(',').some((part) => name.includes(part)));
  if (chosen.length === 0) throw new Error(`no sight's name contains ${only}`);
  const sink = await HttpSink.start();
  const configFile = (folder: string) => writeWatchedPolicy(folder, `${sink.url}/own`);
  try {
    return await onStage(signal, (scene) => watched(scene, sink, chosen, signal), configFile);
  } finally {
    sink.close();
  }
}

async function watched(
  scene: Scene,
  sink: HttpSink,
  chosen: readonly Sight[],
  signal: AbortSignal,
): Promise<boolean> {
  const { apiKey, apiUrl } = scene.shelfwire;
  const metricsPort = Number(new URL(apiUrl).port);
  const selling = new Selling(scene);
  if (!(await untilCalm(scene))) throw new Error('nothing was calm before anything was broken');
  const monitoring = await monitor({ metricsPort, apiKey, groupWaitSeconds: GROUP_WAIT_SECONDS });
  const ears = [alertmanagerOf(monitoring), ownNotifierOf(sink)];
  const failures: string[] = [];
  try {
    for (const sight of chosen) {
      if (signal.aborted) return false;
      const startedAt = performance.now();
      const wrong = await see(sight, scene, selling, ears);
      failures.push(...wrong);
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      console.log(`${wrong.length === 0 ? 'ok    ' : 'FAILED'} ${sight.name} (${seconds} s)`);
      for (const line of wrong) console.log(`         ${line}`);
    }
  } finally {
    await selling.end();
    await monitoring.stop();
  }
  return failures.length === 0;
}

const alertmanagerOf = ({ receiver }: Monitoring): Ears => ({
  name: 'Alertmanager',
  heard: () => receiver.at('/webhook').map(ofAlertmanager),
  names: ({ alert, subjects }) => subjects.map((subject) => `${alert} ${subject.split('/')[0]}`),
});

const ownNotifierOf = (sink: HttpSink): Ears => ({
  name: 'the own notifier',
  heard: () => sink.at('/own').map(ofOwn),
  names: ({ kind, subjects }) => subjects.map((subject) => `${kind} ${subject}`),
});

/** @returns what is wrong with what was told and shown */
async function see(
  sight: Sight,
  scene: Scene,
  selling: Selling,
  ears: readonly Ears[],
): Promise<string[]> {
  if (!(await untilCalm(scene))) return ['it was not broken: nothing was calm before'];
  const before = ears.map((one) => one.heard().length);
  const since = (index: number): readonly Told[] => ears[index]?.heard().slice(before[index]) ?? [];
  await sight.breakIt(scene, selling);
  const wrong: string[] = [];
  try {
    const isTold = (told: readonly Told[]) => told.some(({ open }) => open.length > 0);
    if (!(await until(() => ears.every((_, index) => isTold(since(index)))))) {
      wrong.push('nobody was told');
    }
    wrong.push(...(await leftOutOfSight(scene, sight)));
    await sleep(QUIET_MS);
  } finally {
    await sight.mend(scene, selling);
  }
  await until(() => ears.every((_, index) => since(index).at(-1)?.open.length === 0));
  await sleep(QUIET_MS);
  return [...wrong, ...ears.flatMap((one, index) => judge(one, sight, since(index)))];
}

/** Once, all of them together, with cause and cure, nothing else, and its end. */
function judge(ears: Ears, sight: Sight, told: readonly Told[]): string[] {
  const say = (what: string) => `${ears.name}: ${what}`;
  const listed = told.map(
    ({ open, over }) => `open [${open.join(', ')}] over [${over.join(', ')}]`,
  );
  const news = newsIn(told);
  const wanted = [...ears.names(sight)].toSorted().join(', ');
  const first = news[0]?.open.toSorted().join(', ');
  return [
    ...(news.length === 1 && first === wanted
      ? []
      : [say(`told ${news.length} times instead of once of ${wanted}: ${listed.join('; ')}`)]),
    ...sight.says
      .filter((text) => !text.test(news[0]?.text ?? ''))
      .map((text) => say(`does not say ${text}: ${news[0]?.text}`)),
    ...(told.at(-1)?.open.length === 0
      ? []
      : [say(`was not told of its end: ${listed.join('; ')}`)]),
  ];
}

async function leftOutOfSight({ shelfwire }: Scene, sight: Sight): Promise<string[]> {
  let missing: string[] = [];
  await until(async () => {
    missing = await missingInSight(shelfwire, sight).catch((error: unknown) => [String(error)]);
    return missing.length === 0;
  }, 20_000);
  return missing;
}

/** In a row: what ends one sight must not be taken for the next one's. */
const CALM_LOOKS = 20;

/** Everything works, and nothing is told of. */
async function untilCalm({ state }: Scene): Promise<boolean> {
  const witness = Witness.watch(state);
  let calm = 0;
  const isCalm = await until(async () => {
    const { rowCount } = await state.query('SELECT FROM alert WHERE resolved_at IS NULL LIMIT 1');
    calm = rowCount === 0 && (await witness.isCalm()) ? calm + 1 : 0;
    return calm === CALM_LOOKS;
  });
  await witness.end();
  return isCalm;
}

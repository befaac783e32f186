import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The shipped file's times, and the test's. A time that the file does not have fails. */
const RULE_TIMES = { 'keep_firing_for: 10m': '4s', 'keep_firing_for: 2m': '1s', '[12m]': '[8s]' };
const routeTimes = (wait: string) => ({
  'group_wait: 30s': wait,
  'group_wait: 10s': wait,
  'group_interval: 5m': wait,
  'group_interval: 1m': wait,
  'repeat_interval: 1m': '1s',
});

export interface Wiring {
  readonly alertmanagerPort: number;
  readonly metricsPort: number;
  /** of the app that is scraped */
  readonly apiKey: string;
  /** how long a group waits; 1 if nothing is said */
  readonly groupWaitSeconds?: number;
  /** of the test's receiver; the shipped `url_file` leads there */
  readonly receiver: string;
}

/**
 * Writes the shipped files of ops into a folder, with the test's addresses and short times.
 *
 * - Scrapes and evaluations every 250 ms instead of 15 s.
 * - The times above. Alerts that go on are sent again after a second instead of a minute.
 * - `url_file` as `url`: Debian 12's Alertmanager 0.25 does not know it.
 */
export async function writeShortened(folder: string, wiring: Wiring): Promise<void> {
  await cp('ops/prometheus', path.join(folder, 'prometheus'), { recursive: true });
  await mkdir(path.join(folder, 'alertmanager'), { recursive: true });
  await change('prometheus/prometheus.yml', folder, (text) =>
    replaced(replaced(text, 'interval: 15s', 'interval: 250ms'), ...keyFile(folder)),
  );
  await change('prometheus/rules.yml', folder, (text) => shortened(text, RULE_TIMES));
  await change('alertmanager/alertmanager.yml', folder, (text) =>
    withUrls(shortened(text, routeTimes(`${wiring.groupWaitSeconds ?? 1}s`)), wiring.receiver),
  );
  await writeFile(path.join(folder, 'api-key'), wiring.apiKey);
  await target(folder, 'api', wiring.metricsPort, { app: 'api' });
  await target(folder, 'alertmanager', wiring.alertmanagerPort);
  for (const name of ['apps', 'kafka']) {
    await writeFile(path.join(folder, `prometheus/targets/${name}.yml`), '[]\n');
  }
}

/** The shipped configuration in a form that Alertmanager 0.25 knows. */
export const withUrls = (text: string, receiver: string): string =>
  text.replaceAll(
    /url_file: \/etc\/alertmanager\/secrets\/(\w+)-url/g,
    (_, name: string) => `url: ${receiver}/${name}`,
  );

const keyFile = (folder: string) =>
  ['/etc/prometheus/keys/shelfwire-api', path.join(folder, 'api-key')] as const;

const target = (folder: string, name: string, port: number, labels = {}): Promise<void> =>
  writeFile(
    path.join(folder, `prometheus/targets/${name}.yml`),
    JSON.stringify([{ targets: [`127.0.0.1:${port}`], labels }]),
  );

async function change(file: string, folder: string, edit: (text: string) => string): Promise<void> {
  await writeFile(path.join(folder, file), edit(await readFile(path.join('ops', file), 'utf8')));
}

const shortened = (text: string, times: Readonly<Record<string, string>>): string =>
  Object.entries(times).reduce((changed, [shipped, short]) => {
    const key = shipped.includes(': ') ? `${shipped.split(': ')[0]}: ` : '';
    return replaced(changed, shipped, `${key}${short}`);
  }, text);

function replaced(text: string, shipped: string, by: string): string {
  if (!text.includes(shipped)) throw new Error(`the shipped file has no "${shipped}" any more`);
  return text.replaceAll(shipped, by);
}

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from './eventually.js';
import { ensureMonitoringPrograms, runProgram } from './monitoring-programs.js';
import { startMonitoring, type PretendedApp } from './monitoring.js';
import { withUrls } from './shortened-config.js';

beforeAll(ensureMonitoringPrograms);

describe('the shipped files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'shelfwire-ops-'));
    await cp('ops', folder, { recursive: true });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are what promtool takes, their targets and the file of the key included', async () => {
    const file = path.join(folder, 'prometheus/prometheus.yml');
    const shipped = await readFile(file, 'utf8');
    await writeFile(path.join(folder, 'key'), 'swk_of_the_test');
    await writeFile(file, shipped.replace('/etc/prometheus/keys/shelfwire-api', '../key'));
    expect(await runProgram('promtool', 'check', 'config', file)).toMatch(
      /SUCCESS: \d+ rules found/,
    );
  });

  it('alert when they must and only then', async () => {
    const file = path.join(folder, 'prometheus/rules.test.yml');
    expect(await runProgram('promtool', 'test', 'rules', file)).toContain('SUCCESS');
  });

  it.each([
    ['alertname=SourceDown severity=critical', 'critical'],
    ['alertname=OpenCritical severity=critical code=zeros_held', 'critical'],
    ['alertname=LocationStale severity=warning', 'webhook'],
    ['alertname=SourceDownLately severity=none', 'nobody'],
    ['alertname=Watchdog severity=none', 'heartbeat'],
  ])('send %s to %s', async (labels, receiver) => {
    const file = path.join(folder, 'alertmanager/as-urls.yml');
    const shipped = await readFile('ops/alertmanager/alertmanager.yml', 'utf8');
    await writeFile(file, withUrls(shipped, 'http://127.0.0.1:9'));
    expect(await runProgram('amtool', 'check-config', file)).toContain('SUCCESS');
    const routes = ['config', 'routes', 'test', '--config.file', file, ...labels.split(' ')];
    expect((await runProgram('amtool', ...routes)).trim()).toBe(receiver);
  });
});

describe('with a real Prometheus and Alertmanager, their times shortened', () => {
  let monitoring: PretendedApp;
  beforeEach(async () => {
    monitoring = await startMonitoring();
  });
  afterEach(() => monitoring.stop());

  const told = (receiver: string) =>
    monitoring.receiver
      .at(`/${receiver}`)
      .map(({ status, alerts }) => `${status} ${alerts.map(nameOf).toSorted().join(' ')}`);

  const untilTold = (receiver: string, what: string) =>
    eventually(
      () => told(receiver).includes(what),
      () => `${what} is not among ${told(receiver).join('; ')}`,
    );

  const untilScraped = (more: number) => {
    const enough = monitoring.app.scrapes + more;
    return eventually(
      () => monitoring.app.scrapes >= enough,
      () => `${monitoring.app.scrapes} scrapes instead of ${enough}`,
      120_000,
    );
  };

  it('tells of a stale source once, of its locations not, and when it is well again', async () => {
    const { metrics } = monitoring;
    const show = (stale: boolean) => {
      metrics.setSourceStale('pos', stale);
      metrics.setSourceStale('wms', false);
      for (const place of ['leeds', 'bristol']) {
        metrics.setLocationState(place, 'pos', stale ? 'stale' : 'fresh');
      }
    };
    show(true);
    await untilTold('webhook', 'firing SourceDown');
    await untilScraped(20);
    show(false);
    await untilTold('webhook', 'resolved SourceDown');
    // longer than LocationStale goes on, and than SourceDownLately mutes it
    await untilScraped(60);
    expect(told('webhook')).toEqual(['firing SourceDown', 'resolved SourceDown']);
  });

  it('calls the heartbeat again and again', async () => {
    await eventually(
      () => told('heartbeat').length >= 3,
      () => `${told('heartbeat').length} calls`,
    );
    expect(new Set(told('heartbeat'))).toEqual(new Set(['firing Watchdog']));
    expect(told('webhook')).toEqual([]);
  });

  it('tells of both silent locations of a living source in one notification', async () => {
    monitoring.metrics.setSourceStale('pos', false);
    for (const place of ['leeds', 'bristol']) {
      monitoring.metrics.setLocationState(place, 'pos', 'stale');
    }
    await untilTold('webhook', 'firing LocationStale LocationStale');
    await untilScraped(20);
    expect(told('webhook')).toEqual(['firing LocationStale LocationStale']);
  });

  it('tells twice of a location that comes and goes a hundred times', async () => {
    const { metrics, app } = monitoring;
    const seen: string[] = [];
    app.beforeScrape = () => {
      const state = seen.length % 2 === 0 && seen.length < 200 ? 'stale' : 'fresh';
      seen.push(state);
      metrics.setLocationState('leeds', 'pos', state);
    };
    await untilScraped(200);
    expect(seen.filter((state) => state === 'stale')).toHaveLength(100);
    await untilTold('webhook', 'resolved LocationStale');
    await untilScraped(20);
    expect(told('webhook')).toEqual(['firing LocationStale', 'resolved LocationStale']);
  }, 240_000);
});

const nameOf = ({ labels }: { readonly labels: Readonly<Record<string, string>> }): string =>
  labels['alertname'] ?? '';

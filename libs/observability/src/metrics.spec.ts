import { describe, expect, it } from 'vitest';
import { Metrics } from './metrics.js';

describe('Metrics', () => {
  it('keeps a registry of its own, with the names that dashboards use', async () => {
    const metrics = new Metrics();
    metrics.countPush('bazaar', 'accepted', 3);
    metrics.addThrottleWait('bazaar', 0.5);
    metrics.setOldestUnacknowledgedAge('bazaar', 4);
    metrics.countParked('normalizer', 'json.malformed');
    metrics.countConflict('bazaar');
    metrics.setHeartbeatAge('pos', 1.5);
    metrics.setSourceStale('pos', true);
    const text = await metrics.scrape();
    expect(text).toContain('inv_push_total{channel="bazaar",outcome="accepted"} 3');
    expect(text).toContain('inv_throttle_wait_seconds_total{channel="bazaar"} 0.5');
    expect(text).toContain('inv_oldest_unacked_age_seconds{channel="bazaar"} 4');
    expect(text).toContain('inv_parked_total{stage="normalizer",code="json.malformed"} 1');
    expect(text).toContain('inv_reservation_conflicts_total{channel="bazaar"} 1');
    expect(text).toContain('inv_source_heartbeat_age_seconds{source="pos"} 1.5');
    expect(text).toContain('inv_source_stale{source="pos"} 1');
    expect(await new Metrics().scrape()).not.toContain('bazaar');
  });

  it('measures the way of a change in the buckets of the objective, never below zero', async () => {
    const metrics = new Metrics();
    metrics.observeLag({ stage: 'applied', source: 'pos' }, 0.2);
    metrics.observeLag({ stage: 'applied', source: 'pos' }, -3);
    metrics.observeLag({ stage: 'acknowledged', channel: 'bazaar' }, 301);
    metrics.observeLag({ stage: 'acknowledged', channel: 'bazaar' }, Number.NaN);
    const lines = (await metrics.scrape())
      .split('\n')
      .filter((line) => line.startsWith('inv_event_lag_seconds'));
    const bounds = lines.flatMap((line) => /le="([^"]+)",stage="applied"/.exec(line)?.[1] ?? []);
    expect(bounds).toEqual(['1', '5', '15', '30', '60', '120', '300', '600', '+Inf']);
    expect(lines).toContain('inv_event_lag_seconds_sum{stage="applied",source="pos"} 0.2');
    expect(lines).toContain('inv_event_lag_seconds_count{stage="applied",source="pos"} 2');
    const late = 'stage="acknowledged",channel="bazaar"} ';
    expect(lines).toContain(`inv_event_lag_seconds_bucket{le="300",${late}0`);
    expect(lines).toContain(`inv_event_lag_seconds_bucket{le="600",${late}1`);
    expect(lines).toContain(`inv_event_lag_seconds_count{${late}1`);
  });

  it('asks for what it shows at each scrape, and shows no line that is there no more', async () => {
    const metrics = new Metrics();
    const stages = [['normalizer', 'publisher'], ['publisher']];
    metrics.beforeScrape(() => {
      const parked = (stages.shift() ?? []).map((stage) => ({ labels: { stage }, value: 2 }));
      metrics.show({ parked });
      return Promise.resolve();
    });
    expect(await metrics.scrape()).toContain('inv_parked_messages{stage="normalizer"} 2');
    const second = await metrics.scrape();
    expect(second).toContain('inv_parked_messages{stage="publisher"} 2');
    expect(second).not.toContain('inv_parked_messages{stage="normalizer"}');
    expect(await metrics.scrape()).not.toContain('inv_parked_messages{');
  });

  it('shows nothing of what it was not told, not even zero', async () => {
    const metrics = new Metrics();
    const samples = async () => (await metrics.scrape()).match(/^inv_\S+ .+$/gm);
    expect(await samples()).toBeNull();
    metrics.show({ ledgerLines: [{ labels: {}, value: 0 }] });
    expect(await samples()).toEqual(['inv_ledger_lines 0']);
    metrics.show({ ledgerLines: [] });
    expect(await samples()).toBeNull();
  });

  it('has a location in one state at a time', async () => {
    const metrics = new Metrics();
    metrics.setLocationState('leeds', 'pos', 'fresh');
    metrics.setLocationState('leeds', 'pos', 'stale');
    const text = await metrics.scrape();
    expect(text).toContain('inv_location_state{location="leeds",source="pos",state="stale"} 1');
    expect(text).not.toContain('state="fresh"');
  });
});

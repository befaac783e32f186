import { expect, it } from 'vitest';
import { Metrics } from './metrics.js';

it('keeps a registry of its own, with the names that dashboards use', async () => {
  const metrics = new Metrics();
  metrics.observeStageLag('normalizer', 'pos', 0.2);
  metrics.countPush('bazaar', 'accepted', 3);
  metrics.addThrottleWait('bazaar', 0.5);
  metrics.setOldestUnacknowledgedAge('bazaar', 4);
  metrics.countParked('normalizer', 'json.malformed');
  metrics.setHeartbeatAge('pos', 1.5);
  metrics.setSourceStale('pos', true);
  const text = await metrics.registry.metrics();
  expect(text).toContain('shelfwire_stage_lag_seconds_count{stage="normalizer",source="pos"} 1');
  expect(text).toContain('shelfwire_push_total{channel="bazaar",outcome="accepted"} 3');
  expect(text).toContain('shelfwire_throttle_wait_seconds{channel="bazaar"} 0.5');
  expect(text).toContain('shelfwire_oldest_unacknowledged_age_seconds{channel="bazaar"} 4');
  expect(text).toContain('shelfwire_parked_total{stage="normalizer",code="json.malformed"} 1');
  expect(text).toContain('shelfwire_source_heartbeat_age_seconds{source="pos"} 1.5');
  expect(text).toContain('shelfwire_source_stale{source="pos"} 1');
  expect(await new Metrics().registry.metrics()).not.toContain('bazaar');
});

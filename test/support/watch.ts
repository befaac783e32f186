import type { Policy } from '#config';
import { Metrics } from '#observability';
import type { DataSource } from 'typeorm';
import { AlertRepository } from '../../apps/alerting/src/alert.repository.js';
import { LocationLearner } from '../../apps/alerting/src/locations/location-learner.js';
import { LocationStateRepository } from '../../apps/alerting/src/locations/location-state.repository.js';
import { LocationWatch } from '../../apps/alerting/src/locations/location-watch.js';
import { UsualRepository } from '../../apps/alerting/src/locations/usual.repository.js';
import { Watch } from '../../apps/alerting/src/watch.js';
import { shopPolicy } from './policies.js';

/** The watch of a process that has just started. */
export function newWatch(
  dataSource: DataSource,
  { policy = shopPolicy(), metrics = new Metrics() }: { policy?: Policy; metrics?: Metrics } = {},
): Watch {
  const learner = new LocationLearner(dataSource, new UsualRepository(dataSource), policy);
  const states = new LocationStateRepository(dataSource);
  const locations = new LocationWatch(dataSource, states, learner, policy);
  const alerts = new AlertRepository(dataSource);
  return new Watch(dataSource, alerts, locations, metrics, policy, { namespace: 'shop.' });
}

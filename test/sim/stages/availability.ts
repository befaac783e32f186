import { topicsOf } from '#contracts';
import { Announcer } from '../../../apps/availability/src/announcer.js';
import { ApplyBatches } from '../../../apps/availability/src/apply-batches.js';
import { AvailabilityStage } from '../../../apps/availability/src/availability-stage.js';
import { ClaimRelay } from '../../../apps/availability/src/claims/claim-relay.js';
import { ClaimSweep } from '../../../apps/availability/src/claims/claim-sweep.js';
import { ClaimsStage } from '../../../apps/availability/src/claims/claims-stage.js';
import { TermsKeeper } from '../../../apps/availability/src/terms/terms-keeper.js';
import { Consumer } from './consumer.js';
import { stageProducer } from './stage-producer.js';
import type { Parts, Program } from './surroundings.js';
import { Timers } from './timers.js';

/** The fold, what follows from claims, and the timers, side by side in one process. */
export function availability(parts: Parts): Program {
  const { claiming, clock, dataSource, groups, logs } = parts;
  const topics = topicsOf(parts.namespace);
  const policy = parts.policy();
  const announcer = new Announcer(stageProducer(logs, { ...parts, point: 'announce' }), topics);
  const keeper = new TermsKeeper(dataSource, policy, clock);
  const apply = new ApplyBatches(dataSource, keeper);
  const stage = new AvailabilityStage(dataSource, announcer, apply, keeper);
  const fold = new Consumer(
    { ...parts, group: groups.availability },
    {
      startFrom: (place) => stage.startFrom({ ...place, low: 0n, high: logs.end(place) }),
      handle: (batches) => stage.handle(batches),
    },
  );
  const claims = new ClaimsStage(dataSource, announcer, keeper, topics);
  const follow =
    claiming &&
    new Consumer(
      { ...parts, group: claiming.group },
      {
        startFrom: (place) => claims.startFrom({ ...place, low: 0n, high: logs.end(place) }),
        handle: (batches) => claims.handle(batches),
      },
    );
  const relay = new ClaimRelay(
    dataSource,
    stageProducer(logs, { ...parts, point: 'relay' }),
    topics,
  );
  const sweep = new ClaimSweep(dataSource, policy);
  const work = {
    look: () => stage.reconsider(),
    sweep: () => sweep.sweep(),
    relay: () => relay.relay(),
  };
  const timers = new Timers(parts, work, parts.changed);
  const loops = [fold, timers, ...(follow ? [follow] : [])];
  return {
    run: () => Promise.race(loops.map((loop) => loop.run())),
    timeOut: async () => {
      fold.leave();
      follow?.leave();
    },
    ring: (bell) => timers.ring(bell),
  };
}

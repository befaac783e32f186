import { Health, TIMERS } from '#observability';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AlertRepository } from './alert.repository.js';
import { CountList } from './counts/count-list.js';
import { CountTimer } from './counts/count.timer.js';
import { RollUp } from './kpis/roll-up.js';
import { RollUpTimer } from './kpis/roll-up.timer.js';
import { ConsumerTimer } from './consumers/consumer.timer.js';
import { ConsumerWatch } from './consumers/consumer-watch.js';
import { EndOffsets } from './consumers/end-offsets.js';
import { DatabaseGauges } from './gauges/database-gauges.js';
import { LocationLearner } from './locations/location-learner.js';
import { LocationStateRepository } from './locations/location-state.repository.js';
import { LocationWatch } from './locations/location-watch.js';
import { UsualRepository } from './locations/usual.repository.js';
import { Notifier } from './notify/notifier.js';
import { NotifyTimer } from './notify/notify.timer.js';
import { Watch } from './watch.js';
import { WatchTimer } from './watch.timer.js';

/** ④ ALERT: what falls silent, is set aside, waits too long or reads no more, its metrics, and who is told; facts added up. */
@Module({
  imports: [TIMERS],
  providers: [
    AlertRepository,
    ConsumerTimer,
    ConsumerWatch,
    CountList,
    CountTimer,
    DatabaseGauges,
    EndOffsets,
    LocationLearner,
    LocationStateRepository,
    LocationWatch,
    Notifier,
    NotifyTimer,
    RollUp,
    RollUpTimer,
    UsualRepository,
    Watch,
    WatchTimer,
  ],
})
export class AlertingModule {
  constructor(health: Health, dataSource: DataSource) {
    health.register('database', async () => {
      await dataSource.query('SELECT 1');
    });
  }
}

import { Health, TIMERS } from '#observability';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AlertRepository } from './alert.repository.js';
import { RollUp } from './kpis/roll-up.js';
import { RollUpTimer } from './kpis/roll-up.timer.js';
import { LocationLearner } from './locations/location-learner.js';
import { LocationStateRepository } from './locations/location-state.repository.js';
import { LocationWatch } from './locations/location-watch.js';
import { UsualRepository } from './locations/usual.repository.js';
import { Notifier } from './notify/notifier.js';
import { NotifyTimer } from './notify/notify.timer.js';
import { Watch } from './watch.js';
import { WatchTimer } from './watch.timer.js';

/** ④ ALERT: sources and locations that fall silent, messages that are set aside, changes that wait too long; who is told; facts added up. */
@Module({
  imports: [TIMERS],
  providers: [
    AlertRepository,
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

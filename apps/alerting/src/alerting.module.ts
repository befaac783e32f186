import { Health, TIMERS } from '#observability';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AlertRepository } from './alert.repository.js';
import { LocationLearner } from './locations/location-learner.js';
import { LocationStateRepository } from './locations/location-state.repository.js';
import { LocationWatch } from './locations/location-watch.js';
import { UsualRepository } from './locations/usual.repository.js';
import { Watch } from './watch.js';
import { WatchTimer } from './watch.timer.js';

/** ④ ALERT: sources and locations that fall silent, messages that are set aside, changes that wait too long. */
@Module({
  imports: [TIMERS],
  providers: [
    AlertRepository,
    LocationLearner,
    LocationStateRepository,
    LocationWatch,
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

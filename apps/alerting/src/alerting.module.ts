import { Health, TIMERS } from '#observability';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AlertRepository } from './alert.repository.js';
import { Watch } from './watch.js';
import { WatchTimer } from './watch.timer.js';

/** ④ ALERT: sources that fall silent, messages that are set aside, changes that wait too long. */
@Module({
  imports: [TIMERS],
  providers: [AlertRepository, Watch, WatchTimer],
})
export class AlertingModule {
  constructor(health: Health, dataSource: DataSource) {
    health.register('database', async () => {
      await dataSource.query('SELECT 1');
    });
  }
}

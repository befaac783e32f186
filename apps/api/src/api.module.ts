import { Health } from '#observability';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AlertsController } from './alerts/alerts.controller.js';
import { ChannelsController } from './channels/channels.controller.js';
import { ChannelsReader } from './channels/channels.reader.js';
import { ReadDatabase } from './database/read-database.js';
import { ExplainController } from './explain/explain.controller.js';
import { ExplainReader } from './explain/explain.reader.js';
import { ItemReader } from './items/item.reader.js';
import { ItemsController } from './items/items.controller.js';
import { LocationsController } from './locations/locations.controller.js';
import { PlacesReader } from './locations/places.reader.js';
import { ParkedController } from './parked/parked.controller.js';
import { SourcesController } from './sources/sources.controller.js';
import { SourcesReader } from './sources/sources.reader.js';
import { BacklogReader } from './status/backlog.reader.js';
import { StatusController } from './status/status.controller.js';
import { StatusReader } from './status/status.reader.js';
import { WaitingController } from './waiting/waiting.controller.js';

/** ⑤ OBSERVE: stock, channels and their reasons over HTTP. Reads what other stages own, writes nothing. */
@Module({
  controllers: [
    StatusController,
    SourcesController,
    LocationsController,
    ChannelsController,
    ItemsController,
    ExplainController,
    AlertsController,
    ParkedController,
    WaitingController,
  ],
  providers: [
    ReadDatabase,
    StatusReader,
    SourcesReader,
    PlacesReader,
    ChannelsReader,
    BacklogReader,
    ItemReader,
    ExplainReader,
  ],
})
export class ApiModule {
  constructor(health: Health, dataSource: DataSource) {
    health.register('database', async () => {
      await dataSource.query('SELECT 1');
    });
  }
}

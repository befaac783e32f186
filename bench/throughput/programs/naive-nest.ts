import 'reflect-metadata';
import { Controller, Inject, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  ClientKafka,
  ClientsModule,
  EventPattern,
  Payload,
  Transport,
  type MicroserviceOptions,
} from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import { DataSource } from 'typeorm';
import { readArguments } from './arguments.js';
import { availabilityOf } from './typeorm-numbers.js';
import { isNewer, Stock, type StockMessage } from './typeorm-stock.js';

/** What the documentation leads to: Nest's own Kafka transport, and find, save, emit for each event. */
const { brokers, groupId, input, output, databaseUrl, channels } = readArguments();
const dataSource = await new DataSource({
  type: 'postgres',
  url: databaseUrl,
  entities: [Stock],
  synchronize: true,
}).initialize();
const stocks = dataSource.getRepository(Stock);

@Controller()
class StockController {
  constructor(@Inject('KAFKA') private readonly client: ClientKafka) {}

  @EventPattern(input)
  async onEvent(@Payload() payload: object): Promise<void> {
    const event = payload as StockMessage;
    const before = await stocks.findOneBy({ sku: event.sku, location: event.location });
    if (!isNewer(event, before)) return;
    await stocks.save({
      sku: event.sku,
      location: event.location,
      quantity: event.quantity,
      epoch: event.source.epoch,
      position: event.source.position,
      version: String(Number(before?.version ?? 0) + 1),
      updatedAt: new Date(),
    });
    const rows = await stocks.findBy({ sku: event.sku });
    await lastValueFrom(this.client.emit(output, availabilityOf(event, rows, channels)));
  }
}

@Module({
  controllers: [StockController],
  imports: [
    ClientsModule.register([
      {
        name: 'KAFKA',
        transport: Transport.KAFKA,
        options: { client: { brokers }, producerOnlyMode: true },
      },
    ]),
  ],
})
class NaiveModule {}

const app = await NestFactory.createMicroservice<MicroserviceOptions>(NaiveModule, {
  logger: ['error', 'warn'],
  transport: Transport.KAFKA,
  options: {
    client: { brokers },
    consumer: { groupId },
    subscribe: { fromBeginning: true },
  },
});
app.enableShutdownHooks();
await app.listen();

import 'reflect-metadata';
import { readSettings } from '#config';
import { createDataSource } from '#storage';
import { Body, Controller, Get, HttpException, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';

interface Claim {
  readonly sku: string;
  readonly location: string;
  readonly quantity: number;
}

/** Reservations as they are commonly written: a transaction for each call, the row locked first. */
@Controller()
class ClaimsController {
  constructor(private readonly dataSource: DataSource) {}

  @Get('health')
  health(): { status: string } {
    return { status: 'ok' };
  }

  @Post('claims')
  claim(@Body() { sku, location, quantity }: Claim): Promise<{ id: string }> {
    return this.dataSource.transaction(async (manager) => {
      const [row] = await manager.query<{ free: string }[]>(
        `SELECT available_base - claimed AS free FROM location_stock
         WHERE sku = $1 AND location = $2 FOR UPDATE`,
        [sku, location],
      );
      if (!row || Number(row.free) < quantity) throw new HttpException('not enough', 409);
      await manager.query(
        'UPDATE location_stock SET claimed = claimed + $3 WHERE sku = $1 AND location = $2',
        [sku, location, quantity],
      );
      const id = randomUUID();
      await manager.query(
        `INSERT INTO claim (id, kind, state, channel, shopper, stage, created_at, expires_at)
         VALUES ($1, 'reservation', 'active', 'channel-01', 'anonymous', 'checkout', now(),
                 now() + interval '10 minutes')`,
        [id],
      );
      await manager.query(
        `INSERT INTO claim_line (claim, sku, location, quantity, held, refs)
         VALUES ($1, $2, $3, $4, true, '{}')`,
        [id, sku, location, quantity],
      );
      return { id };
    });
  }
}

const settings = readSettings();
const dataSource = await createDataSource(settings.databaseUrl, 'claims one by one').initialize();

@Module({
  controllers: [ClaimsController],
  providers: [{ provide: DataSource, useValue: dataSource }],
})
class ClaimsModule {}

const app = await NestFactory.create(ClaimsModule, { logger: ['error'] });
app.enableShutdownHooks();
await app.listen(settings.httpPort ?? 0, settings.httpHost);

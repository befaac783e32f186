import { Steady } from '#observability';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';

const EVERY_MS = 10_000;

const ADD = `
  INSERT INTO push_tally (channel, quarter, outcome, listings)
  SELECT counted.channel, to_timestamp(floor(extract(epoch FROM now()) / 900) * 900), 'again',
         counted.listings
  FROM unnest($1::text[], $2::bigint[]) AS counted (channel, listings)
  ORDER BY counted.channel
  ON CONFLICT (channel, quarter, outcome, lag_step) DO UPDATE
  SET listings = push_tally.listings + excluded.listings`;

/** Counts listings that must be sent once more; a process that is killed loses those of some seconds. */
@Injectable()
export class RetryTally implements BeforeApplicationShutdown {
  private counts = new Map<string, number>();
  private readonly writing = new Steady(
    'counting retries',
    () => this.write(),
    new Logger('Publisher'),
  );

  constructor(private readonly dataSource: DataSource) {}

  count(channel: string, listings: number): void {
    this.counts.set(channel, (this.counts.get(channel) ?? 0) + listings);
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.writing.tick();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.writing.tick();
    await this.writing.stop();
  }

  private async write(): Promise<void> {
    if (this.counts.size === 0) return;
    const counts = this.counts;
    this.counts = new Map();
    try {
      await this.dataSource.query(ADD, [[...counts.keys()], [...counts.values()]]);
    } catch (error) {
      for (const [channel, listings] of counts) this.count(channel, listings);
      throw error;
    }
  }
}

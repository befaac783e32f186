import type { Admin } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StockedPos } from './install-stocked-pos.js';

const EVERY_MS = 50;

/** Debezium's own way of reading the same rows. @returns the seconds from the first of them on the broker to the last */
export async function firstSnapshotSeconds(
  admin: Admin,
  topic: string,
  rows: number,
): Promise<number> {
  let begun: number | undefined;
  for (;;) {
    const there = await admin
      .fetchTopicOffsets(topic)
      .catch(() => [])
      .then((partitions) => partitions.reduce((sum, { high }) => sum + Number(high), 0));
    if (there > 0) begun ??= performance.now();
    if (begun !== undefined && there >= rows) return (performance.now() - begun) / 1000;
    await sleep(EVERY_MS);
  }
}

/** Waits until Shelfwire has a position for every row. @returns seconds waited */
export async function untilFolded({ state }: StockedPos, rows: number): Promise<number> {
  const start = performance.now();
  for (;;) {
    const [{ count }] = await state.dataSource.query<[{ count: number }]>(
      'SELECT count(*)::int AS count FROM stock_position',
    );
    if (count >= rows) return (performance.now() - start) / 1000;
    await sleep(500);
  }
}

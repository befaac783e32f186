import type { DataSource } from 'typeorm';
import type { World } from './world.js';

/** All that a run did and left behind, times included, one line each: the same seed gives the same lines. */
export async function transcriptOf(world: World, database: DataSource): Promise<readonly string[]> {
  const tables = await database.query<{ name: string }[]>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
  );
  const state: string[] = [];
  for (const { name } of tables) {
    const rows = await database.query<{ row: string }[]>(
      `SELECT t::text AS row FROM "${name}" AS t ORDER BY 1`,
    );
    state.push(...rows.map(({ row }) => `table ${name}: ${row}`));
  }
  const shown = [...world.marketplace.shown].map(([sku, units]) => `shown of ${sku}: ${units}`);
  return [...world.lines, ...state, ...world.logs.lines(), ...shown];
}

/** @returns where the two part, in words; nothing when they are the same, line for line */
export function firstDifference(
  once: readonly string[],
  again: readonly string[],
): readonly string[] {
  const length = Math.max(once.length, again.length);
  for (let at = 0; at < length; at += 1) {
    const [one, other] = [once[at] ?? 'nothing', again[at] ?? 'nothing'];
    if (one === other) continue;
    return [`played twice, it differs from line ${at + 1} on:\n    ${one}\n    ${other}`];
  }
  return [];
}

import type { Policy } from '#config';
import type { DataSource } from 'typeorm';
import { RollUp } from '../../apps/alerting/src/kpis/roll-up.js';

/** Rolls until nothing is due. @returns how many days were */
export async function rollAll(dataSource: DataSource, policy: Policy, now: Date): Promise<number> {
  const rollUp = new RollUp(dataSource, policy);
  let days = 0;
  for (;;) {
    const rolled = await rollUp.step(now);
    if (rolled === 0) return days;
    days += rolled;
  }
}

import type { ApiServer } from '../../test/support/api-server.js';
import type { Sample } from '../../test/support/explained-ledger/fill-ledger.js';
import { explanationFaults } from '../../test/oracle/explained-number.js';

export interface Checked {
  /** published numbers that were reckoned again */
  readonly numbers: number;
  readonly ofThePast: number;
  readonly faults: readonly string[];
}

/** Reckons one channel's number of each sample again, from what the explanation says. */
export async function checkSamples(api: ApiServer, samples: readonly Sample[]): Promise<Checked> {
  const faults: string[] = [];
  for (const [index, { sku, numbers, atMs, isNewest }] of samples.entries()) {
    const moment = isNewest ? '' : `&at=${new Date(atMs).toISOString()}`;
    const { body } = await api.get(`/v1/explain?sku=${sku}${moment}`);
    const names = Object.keys(numbers);
    const channel = names[index % names.length] ?? '';
    const found = explanationFaults(body, channel, numbers[channel] ?? 0, { rowsAreLevels: true });
    faults.push(...found.map((fault) => `${sku}${moment} ${channel}: ${fault}`));
  }
  const ofThePast = samples.filter(({ isNewest }) => !isNewest).length;
  console.log(`${samples.length} numbers reckoned again, ${faults.length} faults`);
  for (const fault of faults.slice(0, 10)) console.error(fault);
  return { numbers: samples.length, ofThePast, faults };
}

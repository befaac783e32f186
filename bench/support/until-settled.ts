import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const status = z.looseObject({
  channels: z.array(z.looseObject({ items: z.int(), pending: z.int() })),
  waiting: z.looseObject({ count: z.int() }),
});

/** The API, and a key that it takes. */
interface Api {
  readonly apiUrl: string;
  readonly apiKey: string;
}

/** Waits until every listing shows its desired number, for a while in a row. */
export async function untilSettled({ apiUrl, apiKey }: Api, timeoutMs = 180_000): Promise<void> {
  const headers = { authorization: `Bearer ${apiKey}` };
  const deadline = Date.now() + timeoutMs;
  for (let calm = 0; calm < 3;) {
    if (Date.now() > deadline) throw new Error(`the listings have not settled in ${timeoutMs} ms`);
    await sleep(500);
    const answer = status.parse(await (await fetch(`${apiUrl}/v1/status`, { headers })).json());
    const settled = answer.channels.every(({ items, pending }) => items > 0 && pending === 0);
    calm = settled && answer.waiting.count === 0 ? calm + 1 : 0;
  }
}

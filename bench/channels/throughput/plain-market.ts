import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

/** A marketplace without limits that takes every number at once. @param argv[2] milliseconds until it answers */
const delayMs = Number(process.argv[2] ?? 0);

const server = createServer((request, response) => {
  const answer = async () => {
    const { items } = (await json(request)) as { items: readonly { sku: string }[] };
    if (delayMs > 0) await sleep(delayMs);
    const results = items.map(({ sku }) => ({ sku, status: 'accepted' }));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ results }));
  };
  void answer().catch((error: unknown) => response.destroy(error as Error));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.on('disconnect', () => process.exit());
process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);

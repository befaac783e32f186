import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A marketplace without limits that takes every number at once, and tells what it shows.
 *
 * @param argv[2] milliseconds until it answers
 */
const delayMs = Number(process.argv[2] ?? 0);
const shown = new Map<string, number>();

const server = createServer((request, response) => {
  const answer = async () => {
    const body = request.method === 'GET' ? listed(request) : await taken(request);
    if (delayMs > 0) await sleep(delayMs);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  };
  void answer().catch((error: unknown) => response.destroy(error as Error));
});

async function taken(request: IncomingMessage) {
  const { items } = (await json(request)) as {
    items: readonly { sku: string; quantity: number }[];
  };
  for (const { sku, quantity } of items) shown.set(sku, quantity);
  return { results: items.map(({ sku }) => ({ sku, status: 'accepted' })) };
}

function listed({ url = '' }: IncomingMessage) {
  const skus = new URL(url, 'http://market').searchParams.getAll('sku');
  return { items: skus.map((sku) => ({ sku, quantity: shown.get(sku) ?? 0 })), next: null };
}

server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.on('disconnect', () => process.exit());
process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);

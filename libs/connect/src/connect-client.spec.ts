import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ConnectClient } from './connect-client.js';

type Answer = readonly [status: number, body: unknown];

const REBALANCE = 'Request cannot be completed because a rebalance is expected';

describe('ConnectClient', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  /** A worker that gives these answers, one after the other. */
  async function answering(...answers: Answer[]): Promise<ConnectClient> {
    const left = [...answers];
    server = createServer((_, response) => {
      const [status, body] = left.shift() ?? [404, {}];
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ConnectClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  it.each([
    ['409', 409],
    ['500', 500],
  ])('asks again while a rebalance is answered with %s', async (_, status) => {
    const client = await answering(
      [status, { error_code: status, message: REBALANCE }],
      [200, { 'poll.interval.ms': '20' }],
    );

    expect(await client.config('cdc.pos')).toEqual({ 'poll.interval.ms': '20' });
  });

  it('tells any other refusal as the worker put it', async () => {
    const client = await answering([500, { error_code: 500, message: 'out of luck' }]);

    await expect(client.connectors()).rejects.toThrow(
      'Kafka Connect refused GET /connectors: out of luck',
    );
  });

  it('knows no such connector from an error', async () => {
    const client = await answering([404, { error_code: 404, message: 'not found' }]);

    expect(await client.config('cdc.pos')).toBeUndefined();
  });
});

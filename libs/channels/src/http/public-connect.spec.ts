import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpClient } from './http-client.js';
import { isPublic, publicConnect } from './public-connect.js';

describe('isPublic', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:4700::1111', '2001:4860:4860::8888'])(
    'takes %s',
    (address) => {
      expect(isPublic(address)).toBe(true);
    },
  );

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '198.18.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fd12::1',
    'fec0::1',
    'ff02::1',
    '::ffff:10.0.0.1',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'localhost',
    '',
  ])('refuses %s', (address) => {
    expect(isPublic(address)).toBe(false);
  });
});

describe('publicConnect', () => {
  let server: Server;
  let port: number;
  let asked: number;

  beforeEach(async () => {
    asked = 0;
    server = createServer((_, response) => {
      asked += 1;
      response.end('there');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const callOf = async (host: string, lookup?: LookupFunction) => {
    const client = new HttpClient(
      `http://${host}:${port}`,
      2_000,
      undefined,
      publicConnect(2_000, lookup),
    );
    const answer = await client.call({ method: 'GET', path: '/' });
    await client.close();
    return answer;
  };
  const resolving =
    (...addresses: string[]): LookupFunction =>
    (_hostname, _options, callback) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );

  it.each(['127.0.0.1', '127.1', '2130706433', '0x7f000001', '[::1]', '[::ffff:127.0.0.1]'])(
    'never connects to %s, which needs no name',
    async (host) => {
      expect(await callOf(host)).toMatchObject({
        kind: 'unavailable',
        reason: expect.stringContaining('is no public address') as string,
      });
      expect(asked).toBe(0);
    },
  );

  it.each([
    ['a private address', ['127.0.0.1']],
    ['a public and a private address', ['93.184.216.34', '127.0.0.1']],
    ['a private address of IPv6', ['fd00::1']],
  ])('never connects to a name of %s', async (_, addresses) => {
    expect(await callOf('shop.example', resolving(...addresses))).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('shop.example, which is') as string,
    });
    expect(asked).toBe(0);
  });

  it('never connects to this machine by its own name', async () => {
    expect(await callOf('localhost')).toMatchObject({ kind: 'unavailable' });
    expect(asked).toBe(0);
  });

  it('says that a name is not known', async () => {
    const unknown: LookupFunction = (_hostname, _options, callback) =>
      callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), '');

    expect(await callOf('gone.example', unknown)).toEqual({
      kind: 'unavailable',
      reason: 'ENOTFOUND: no such name',
    });
  });

  it('asks for a name at every connection, so that a later answer is judged, too', async () => {
    let lookups = 0;
    const rebinding: LookupFunction = (hostname, options, callback) => {
      lookups += 1;
      resolving(lookups === 1 ? '10.0.0.1' : '127.0.0.1')(hostname, options, callback);
    };

    expect(await callOf('shop.example', rebinding)).toMatchObject({ kind: 'unavailable' });
    expect(await callOf('shop.example', rebinding)).toMatchObject({ kind: 'unavailable' });
    expect([lookups, asked]).toEqual([2, 0]);
  });
});

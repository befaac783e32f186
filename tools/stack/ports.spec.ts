import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { choosePorts } from './ports.js';

const servers: Server[] = [];

/** @param port 0 for any */
async function listen(port: number): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const folder = (): string => mkdtempSync(path.join(tmpdir(), 'shelfwire-ports-'));

describe('choosePorts', () => {
  it('chooses different ports below the range of outgoing connections', async () => {
    const ports = Object.values(await choosePorts(folder()));
    expect(new Set(ports).size).toBe(8);
    expect(Math.max(...ports)).toBeLessThan(32_768);
  });

  it('takes the same ports at the next start of the same folder', async () => {
    const dataDir = folder();
    expect(await choosePorts(dataDir)).toEqual(await choosePorts(dataDir));
  });

  it('replaces a recorded port that is taken by now', async () => {
    const dataDir = folder();
    const before = await choosePorts(dataDir);
    await listen(before.kafka);
    const after = await choosePorts(dataDir);
    expect(after.kafka).not.toBe(before.kafka);
    expect({ ...after, kafka: 0 }).toEqual({ ...before, kafka: 0 });
  });

  it('says which wanted port is in use, by what name, and how to find its user', async () => {
    const connect = await listen(0);
    await expect(choosePorts(folder(), { connect })).rejects.toThrow(
      new RegExp(`Port ${connect}, wanted for connect, is in use on 127.0.0.1.*ss -ltnp`),
    );
  });
});

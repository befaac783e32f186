import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import getPort, { clearLockedPorts, portNumbers } from 'get-port';
import { PORT_NAMES, type PortName, type StackPorts } from './stack.js';
import { StackError } from './stack-error.js';

const HOST = '127.0.0.1';
/**
 * Below the range from which systems take the ports of outgoing connections: there, a client that
 * keeps asking for a server which is down can end up connected to itself.
 */
const RANGE = { from: 20_000, to: 32_000 };

/**
 * Free ports, the same ones as at the folder's last start where they are still free.
 * @throws StackError when a wanted port is taken
 */
export async function choosePorts(
  dataDir: string,
  wanted: Partial<StackPorts> = {},
): Promise<StackPorts> {
  const file = path.join(dataDir, 'ports.json');
  const recorded = readPorts(file);
  // get-port withholds for a while what it gave out before: here, the ports of the last start.
  clearLockedPorts();
  const chosen: Partial<StackPorts> = {};
  for (const name of PORT_NAMES) {
    const exact = wanted[name];
    chosen[name] =
      exact === undefined ? await freePort(recorded[name]) : await wantedPort(name, exact);
  }
  const ports = chosen as StackPorts;
  writeFileSync(file, `${JSON.stringify(ports, null, 2)}\n`);
  return ports;
}

async function freePort(preferred: number | undefined): Promise<number> {
  const start = RANGE.from + Math.floor(Math.random() * (RANGE.to - RANGE.from - 1_000));
  const candidates = [...portNumbers(start, start + 1_000)];
  return getPort({
    host: HOST,
    port: preferred === undefined ? candidates : [preferred, ...candidates],
  });
}

async function wantedPort(name: PortName, port: number): Promise<number> {
  if ((await getPort({ host: HOST, port })) === port) return port;
  throw new StackError(
    `Port ${port}, wanted for ${name}, is in use on ${HOST}. Stop what listens there ` +
      `(\`ss -ltnp 'sport = :${port}'\` names it), or leave the choice of the port to the stack.`,
  );
}

function readPorts(file: string): Partial<StackPorts> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<StackPorts>;
  } catch {
    return {};
  }
}

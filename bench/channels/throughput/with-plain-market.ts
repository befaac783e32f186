import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { FROM_SOURCE } from '../../../tools/run/app-process.js';

const PROGRAM = fileURLToPath(new URL('plain-market.ts', import.meta.url));

/** A marketplace without limits, as a process of its own. @param delayMs until it answers */
export async function withPlainMarket<Result>(
  delayMs: number,
  use: (url: string) => Promise<Result>,
): Promise<Result> {
  const child = fork(PROGRAM, [String(delayMs)], { execArgv: [...FROM_SOURCE] });
  const ended = once(child, 'exit');
  try {
    const [url] = (await once(child, 'message')) as [string];
    return await use(url);
  } finally {
    child.disconnect();
    await ended;
  }
}

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FakeListing } from '../../../apps/sandbox/src/fake/fake-market.js';
import { FROM_SOURCE } from '../../../tools/run/app-process.js';
import type { FromMarkets, MarketState, ToMarkets } from './market-words.js';

const PROGRAM = fileURLToPath(new URL('serve-markets.ts', import.meta.url));

/** The pretend marketplaces, which take no time of the publisher's process. */
export class MarketProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly urls: Readonly<Record<string, string>>,
  ) {}

  static async start(): Promise<MarketProcess> {
    const child = fork(PROGRAM, [], { execArgv: [...FROM_SOURCE] });
    const said = await next(child);
    if (said.kind !== 'ready') throw new Error(`the marketplaces said ${said.kind} before ready`);
    return new MarketProcess(child, said.urls);
  }

  async seed(listings: readonly FakeListing[]): Promise<void> {
    await this.ask({ kind: 'seed', listings });
  }

  async look(): Promise<Readonly<Record<string, MarketState>>> {
    const said = await this.ask({ kind: 'tell' });
    return said.kind === 'told' ? said.markets : {};
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }

  private ask(words: ToMarkets): Promise<FromMarkets> {
    const answer = next(this.child);
    this.child.send(words);
    return answer;
  }
}

/** What it says next. @throws Error when it ends instead */
async function next(child: ChildProcess): Promise<FromMarkets> {
  const heard = new AbortController();
  const { signal } = heard;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('the marketplaces ended');
  });
  try {
    const [said] = (await Promise.race([once(child, 'message', { signal }), ended])) as [
      FromMarkets,
    ];
    return said;
  } finally {
    ended.catch(() => undefined);
    heard.abort();
  }
}

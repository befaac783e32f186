import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const START_MS = 60_000;

export type SandboxAccount = 'bazaar' | 'emporium';

/** One line of the sandbox's journal. */
export interface SandboxCall {
  readonly seq: number;
  readonly at: string;
  readonly account: SandboxAccount;
  readonly method: 'PUT' | 'GET';
  readonly status: number;
  readonly items: readonly { sku: string; quantity: number; status?: string }[];
  readonly fault?: string;
}

/** The sandbox marketplace as a process of its own, on a free port. */
export class SandboxProcess {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    /** what it printed until it listened */
    readonly said: readonly string[],
  ) {}

  /** @param flags such as `{ 'bazaar-capacity': 5 }` */
  static async start(
    dataDir: string,
    flags: Readonly<Record<string, string | number>> = {},
  ): Promise<SandboxProcess> {
    const given = { port: 0, 'data-dir': dataDir, faults: 'true', ...flags };
    const child = spawn(
      process.execPath,
      [
        '--conditions=@shelfwire/source',
        '--import=@oxc-node/core/register',
        '--import=./test/support/end-with-parent.mjs',
        'apps/sandbox/src/main.ts',
        ...Object.entries(given).map(([name, value]) => `--${name}=${value}`),
      ],
      { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const timer = setTimeout(() => child.kill('SIGKILL'), START_MS);
    try {
      const said: string[] = [];
      for await (const line of createInterface({ input: child.stdout })) {
        const url = /listening on (http:\/\/\S+?),/.exec(line)?.[1];
        said.push(line);
        if (url) return new SandboxProcess(url, child, said);
      }
    } finally {
      clearTimeout(timer);
    }
    throw new Error(`the sandbox did not listen within ${START_MS} ms`);
  }

  /** SIGTERM by default; returns when the process is gone. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    await gone;
  }

  async put(account: SandboxAccount, quantities: Readonly<Record<string, unknown>>) {
    const items = Object.entries(quantities).map(([sku, quantity]) => ({ sku, quantity }));
    return this.call(account, { method: 'PUT', body: JSON.stringify({ items }) });
  }

  async call(account: SandboxAccount, init: RequestInit, query = ''): Promise<Response> {
    return fetch(`${this.url}/v1/accounts/${account}/quantities${query}`, {
      headers: { authorization: `Bearer ${account}-token`, 'content-type': 'application/json' },
      ...init,
    });
  }

  /** Everything that the account shows. */
  async quantities(account: SandboxAccount): Promise<Record<string, number>> {
    const all: Record<string, number> = {};
    for (let after: string | null = ''; after !== null;) {
      const query: string = `?limit=1000&after=${encodeURIComponent(after)}`;
      const page = (await (await this.call(account, {}, query)).json()) as {
        items: { sku: string; quantity: number }[];
        next: string | null;
      };
      for (const { sku, quantity } of page.items) all[sku] = quantity;
      after = page.next;
    }
    return all;
  }

  /** Calls after a `seq`, writes only unless told otherwise. */
  async calls(account: SandboxAccount, after = 0, method = 'PUT'): Promise<SandboxCall[]> {
    const query = `account=${account}&after=${after}&limit=5000`;
    const answer = await fetch(`${this.url}/v1/journal?${query}`);
    const { calls } = (await answer.json()) as { calls: SandboxCall[] };
    return calls.filter((call) => call.method === method);
  }

  async fault(order: { account: SandboxAccount; kind: string; times?: number; delayMs?: number }) {
    const answer = await fetch(`${this.url}/v1/faults`, {
      method: 'POST',
      body: JSON.stringify(order),
    });
    if (answer.status !== 204) throw new Error(await answer.text());
  }
}

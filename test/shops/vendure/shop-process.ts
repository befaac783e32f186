import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

const MAIN = fileURLToPath(new URL('shop.mjs', import.meta.url));
const END_WITH_PARENT = new URL('../../support/end-with-parent.mjs', import.meta.url).href;
const START_MS = 90_000;
const STOP_MS = 20_000;
const LAST_LINES = 30;

export interface ShopSettings {
  /** the folder with the shop's node_modules */
  readonly folder: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly password: string;
}

/** Vendure, unmodified, as a process that ends with this one at the latest. */
export class ShopProcess {
  private said: string[] = [];

  private constructor(private readonly child: ChildProcess) {
    for (const output of [child.stdout, child.stderr]) {
      output?.setEncoding('utf8').on('data', (text: string) => {
        this.said = [...this.said, ...text.split('\n')].slice(-LAST_LINES);
      });
    }
  }

  /** @throws Error with its last words when it does not answer in time */
  static async start({ folder, port, databaseUrl, password }: ShopSettings): Promise<ShopProcess> {
    const child = spawn(process.execPath, [`--import=${END_WITH_PARENT}`, MAIN], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        SHOP_PORT: String(port),
        SHOP_DATABASE_URL: databaseUrl,
        SHOP_ADMIN_PASSWORD: password,
        VENDURE_DISABLE_TELEMETRY: 'true',
      },
    });
    const started = new ShopProcess(child);
    await started.untilReady(`http://127.0.0.1:${port}/health`);
    return started;
  }

  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
    clearTimeout(timer);
  }

  private get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private async untilReady(healthUrl: string): Promise<void> {
    const deadline = Date.now() + START_MS;
    while (!(await isHealthy(healthUrl))) {
      if (this.hasEnded || Date.now() > deadline) {
        await this.stop();
        throw new Error(`Vendure does not answer. Its last words:\n${this.said.join('\n')}`);
      }
      await sleep(100);
    }
  }
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

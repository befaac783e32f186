import { Pool } from 'undici';

/** What came of calls that were all sent at the same moment. */
export interface Storm {
  readonly admitted: number;
  readonly refused: number;
  /** from the moment until each answer was read, milliseconds */
  readonly latenciesMs: readonly number[];
}

export interface Call {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends all calls at once, each on a connection of its own that is open already. */
export class StormSender {
  private readonly pool: Pool;

  constructor(
    url: string,
    private readonly connections: number,
  ) {
    this.pool = new Pool(url, { connections, pipelining: 1 });
  }

  async send(calls: readonly Call[]): Promise<Storm> {
    await this.open();
    const start = performance.now();
    const answers = await Promise.all(
      calls.map(async ({ path, headers, body }) => {
        const answer = await this.pool.request({
          method: 'POST',
          path,
          headers: { 'content-type': 'application/json', ...headers },
          body,
        });
        const text = await answer.body.text();
        return { status: answer.statusCode, text, ms: performance.now() - start };
      }),
    );
    const count = (status: number) => answers.filter((one) => one.status === status).length;
    const [admitted, refused] = [count(201), count(409)];
    const other = answers.find(({ status }) => status !== 201 && status !== 409);
    if (other) throw new Error(`a claim was answered ${other.status}: ${other.text}`);
    return { admitted, refused, latenciesMs: answers.map(({ ms }) => ms) };
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private async open(): Promise<void> {
    const health = () => this.pool.request({ method: 'GET', path: '/health' });
    await Promise.all(
      Array.from({ length: this.connections }, async () => (await health()).body.dump()),
    );
  }
}

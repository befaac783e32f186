import { CONNECT_TIMEOUT_MS, HttpClient, publicConnect, retryAfterMs } from '#channels';
import { failed, TAKEN, type Sent } from '../sender.js';

const TIMEOUT_MS = 10_000;
const MOST_ANSWER_BYTES = 64 * 1024;
const MOST_WORDS = 200;
const NO_HEADER = '';

export interface PostTo {
  readonly url: string;
  readonly allowPrivateAddresses: boolean;
  /** texts that no reason may repeat; a careless receiver repeats what it was sent */
  readonly secrets: readonly string[];
}

/** Posts to one address, by the rules that hold for webhooks of channels: public addresses only, no redirects. */
export class HttpPost {
  private readonly client: HttpClient;
  private readonly path: string;
  private readonly secrets: readonly string[];

  constructor({ url, allowPrivateAddresses, secrets }: PostTo) {
    const { origin, pathname, search } = new URL(url);
    const guard = allowPrivateAddresses ? undefined : publicConnect(CONNECT_TIMEOUT_MS);
    this.client = new HttpClient(origin, TIMEOUT_MS, MOST_ANSWER_BYTES, guard);
    this.path = `${pathname}${search}`;
    this.secrets = secrets;
  }

  async send(body: string, headers: Readonly<Record<string, string>> = {}): Promise<Sent> {
    const answer = await this.client.call({
      method: 'POST',
      path: this.path,
      headers: { 'content-type': 'application/json', 'user-agent': 'Shelfwire', ...headers },
      body,
    });
    if (answer.kind !== 'answer') return failed(this.openly(answer.reason));
    const { status } = answer;
    if (status >= 200 && status < 300) return TAKEN;
    const words = this.openly(answer.body?.toString('utf8') ?? '').slice(0, MOST_WORDS);
    const asksToWait = answer.headers['retry-after'] !== undefined;
    return failed(
      `HTTP ${status}${words === '' ? '' : `: ${words}`}`,
      asksToWait ? retryAfterMs(answer.headers, NO_HEADER, new Date()) : null,
    );
  }

  close(): Promise<void> {
    return this.client.close();
  }

  private openly(text: string): string {
    return this.secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
  }
}

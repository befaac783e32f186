import { Agent, request } from 'undici';

export interface Called {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** parsed where it is JSON; empty for an answer that was let in */
  readonly body: unknown;
}

export interface Calling {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A client of its own address on this machine, such as 127.9.0.1: what is counted by address is its own. */
export class FromAddress {
  private readonly agent: Agent;

  constructor(localAddress: string) {
    this.agent = new Agent({ localAddress });
  }

  /** Reads what refuses to the end; of what answers only the head, for it may never end. */
  async call(url: string, { method = 'GET', headers = {}, body }: Calling = {}): Promise<Called> {
    const answer = await request(url, {
      dispatcher: this.agent,
      method: method as 'GET',
      headers,
      ...(body !== undefined && { body }),
    });
    const { statusCode: status } = answer;
    if (status < 400) {
      answer.body.on('error', () => undefined).destroy();
      return { status, headers: answer.headers, body: '' };
    }
    const text = await answer.body.text();
    return { status, headers: answer.headers, body: JSON.parse(text) as unknown };
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }
}

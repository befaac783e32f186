import { bearer } from './api-server.js';

/** One server-sent event. */
export interface StreamedEvent {
  readonly name: string;
  readonly data: unknown;
}

/** Reads server-sent events as a browser does; comments are counted. */
export class EventStream {
  readonly events: StreamedEvent[] = [];
  private readonly stopping = new AbortController();

  private constructor(
    readonly response: Response,
    stopping: AbortController,
  ) {
    this.stopping = stopping;
    void this.readAll();
  }

  static async open(url: string, key: string): Promise<EventStream> {
    const stopping = new AbortController();
    const response = await fetch(url, { headers: bearer(key), signal: stopping.signal });
    return new EventStream(response, stopping);
  }

  close(): void {
    this.stopping.abort();
  }

  named(name: string): unknown[] {
    return this.events.filter((event) => event.name === name).map(({ data }) => data);
  }

  private async readAll(): Promise<void> {
    let text = '';
    try {
      const decoder = new TextDecoder();
      const body: AsyncIterable<Uint8Array> | null = this.response.body;
      for await (const chunk of body ?? []) {
        const blocks = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
        text = blocks.pop() ?? '';
        this.events.push(...blocks.flatMap(eventOf));
      }
    } catch {
      // it was closed
    }
  }
}

function eventOf(block: string): StreamedEvent[] {
  const [, name] = /^event: (.+)$/m.exec(block) ?? [];
  const [, data] = /^data: (.+)$/m.exec(block) ?? [];
  return name === undefined || data === undefined ? [] : [{ name, data: JSON.parse(data) }];
}

import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { z } from 'zod';

/** Kafka Connect answered with an error, or did not answer at all. */
export class ConnectError extends Error {
  override name = 'ConnectError';

  constructor(
    message: string,
    readonly statusCode: number | null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export type ConnectorConfig = Readonly<Record<string, string>>;

const configSchema = z.record(z.string(), z.string());

const taskSchema = z.looseObject({ id: z.int(), state: z.string(), trace: z.string().optional() });

const statusSchema = z.looseObject({
  name: z.string(),
  connector: z.looseObject({ state: z.string(), trace: z.string().optional() }),
  tasks: z.array(taskSchema),
});

export type ConnectorStatus = z.infer<typeof statusSchema>;

const offsetsSchema = z.looseObject({
  offsets: z.array(z.looseObject({ offset: z.record(z.string(), z.unknown()).nullable() })),
});

const pluginsSchema = z.array(z.looseObject({ class: z.string(), version: z.string().optional() }));

const validationSchema = z.looseObject({
  error_count: z.int(),
  configs: z.array(
    z.looseObject({
      value: z.looseObject({ name: z.string(), errors: z.array(z.string()) }).nullable(),
    }),
  ),
});

const TIMEOUT_MS = 30_000;
/** Whoever asks for a status holds a row lock, in a transaction that may not idle for much longer. */
const STATUS_TIMEOUT_MS = 8_000;
const SETTLE_TRIES = 60;
const SETTLE_PAUSE_MS = 500;

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

interface Answer {
  readonly statusCode: number;
  readonly text: string;
}

/** Kafka Connect's REST interface, as far as Shelfwire needs it. */
export class ConnectClient {
  constructor(private readonly url: string) {}

  plugins(): Promise<z.infer<typeof pluginsSchema>> {
    return this.ask('GET', '/connector-plugins', pluginsSchema);
  }

  connectors(): Promise<string[]> {
    return this.ask('GET', '/connectors', z.array(z.string()));
  }

  /** @returns undefined when there is no such connector */
  async config(name: string): Promise<ConnectorConfig | undefined> {
    try {
      return await this.ask('GET', `/connectors/${encodeURIComponent(name)}/config`, configSchema);
    } catch (error) {
      if (error instanceof ConnectError && error.statusCode === 404) return undefined;
      throw error;
    }
  }

  async putConfig(name: string, config: ConnectorConfig): Promise<void> {
    await this.ask('PUT', `/connectors/${encodeURIComponent(name)}/config`, z.unknown(), config);
  }

  status(name: string): Promise<ConnectorStatus> {
    const path = `/connectors/${encodeURIComponent(name)}/status`;
    return this.ask('GET', path, statusSchema, undefined, STATUS_TIMEOUT_MS);
  }

  /** Ends the connector's tasks and keeps its configuration; resolves when they have ended. */
  async stop(name: string): Promise<void> {
    const path = `/connectors/${encodeURIComponent(name)}`;
    await this.ask('PUT', `${path}/stop`, z.unknown());
    for (let attempt = 1; attempt <= SETTLE_TRIES; attempt += 1) {
      const { connector, tasks } = await this.status(name);
      if (connector.state === 'STOPPED' && tasks.length === 0) return;
      await sleep(SETTLE_PAUSE_MS);
    }
    const seconds = (SETTLE_TRIES * SETTLE_PAUSE_MS) / 1000;
    throw new ConnectError(`the connector ${name} has not stopped within ${seconds} s`, null);
  }

  async resume(name: string): Promise<void> {
    await this.ask('PUT', `/connectors/${encodeURIComponent(name)}/resume`, z.unknown());
  }

  /** Starts the connector and its tasks once more, also those that say they run. */
  async restart(name: string): Promise<void> {
    const path = `/connectors/${encodeURIComponent(name)}/restart?includeTasks=true`;
    await this.ask('POST', path, z.unknown());
  }

  /** Starts one task once more. */
  async restartTask(name: string, task: number): Promise<void> {
    const path = `/connectors/${encodeURIComponent(name)}/tasks/${task}/restart`;
    await this.ask('POST', path, z.unknown());
  }

  /** How far the connector has read its source, as it has last committed, one of each task. */
  async offsets(name: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const path = `/connectors/${encodeURIComponent(name)}/offsets`;
    const { offsets } = await this.ask('GET', path, offsetsSchema);
    return offsets.flatMap(({ offset }) => (offset ? [offset] : []));
  }

  /** Lets a stopped connector begin anew, with a snapshot. */
  async forgetOffsets(name: string): Promise<void> {
    await this.ask('DELETE', `/connectors/${encodeURIComponent(name)}/offsets`, z.unknown());
  }

  async delete(name: string): Promise<void> {
    await this.ask('DELETE', `/connectors/${encodeURIComponent(name)}`, z.unknown());
  }

  /** @returns each refused setting with what the plugin says of it */
  async validate(config: ConnectorConfig): Promise<{ setting: string; errors: string[] }[]> {
    const plugin = config['connector.class'] ?? '';
    const path = `/connector-plugins/${encodeURIComponent(plugin)}/config/validate`;
    const { configs } = await this.ask('PUT', path, validationSchema, config);
    return configs
      .flatMap(({ value }) => value ?? [])
      .filter(({ errors }) => errors.length > 0)
      .map(({ name, errors }) => ({ setting: name, errors }));
  }

  private async ask<T>(
    method: Method,
    path: string,
    schema: z.ZodType<T>,
    body?: unknown,
    timeoutMs = TIMEOUT_MS,
  ): Promise<T> {
    const { statusCode, text } = await this.sendWhenSettled(method, path, body, timeoutMs);
    if (statusCode >= 400) {
      throw new ConnectError(
        `Kafka Connect refused ${method} ${path}: ${messageIn(text)}`,
        statusCode,
      );
    }
    const parsed = schema.safeParse(text === '' ? null : JSON.parse(text));
    if (parsed.success) return parsed.data;
    throw new ConnectError(
      `Kafka Connect answered ${method} ${path} in another form: ${z.prettifyError(parsed.error)}`,
      statusCode,
    );
  }

  private async sendWhenSettled(
    method: Method,
    path: string,
    body: unknown,
    timeoutMs: number,
  ): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.send(method, path, body, timeoutMs);
      if (!isRebalancing(answer) || attempt === SETTLE_TRIES) return answer;
      await sleep(SETTLE_PAUSE_MS);
    }
  }

  private async send(
    method: Method,
    path: string,
    body: unknown,
    timeoutMs: number,
  ): Promise<Answer> {
    try {
      const answer = await request(new URL(path, this.url), {
        method,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      return { statusCode: answer.statusCode, text: await answer.body.text() };
    } catch (cause) {
      const detail = cause instanceof Error ? cause.message : String(cause);
      throw new ConnectError(
        `Kafka Connect does not answer at ${this.url} (${detail}). Start it, or correct SHELFWIRE_CONNECT_URL.`,
        null,
        { cause },
      );
    }
  }
}

/** While its group rebalances, the worker answers 409 to most requests and 500 to some reads. */
const isRebalancing = ({ statusCode, text }: Answer): boolean =>
  statusCode === 409 || (statusCode === 500 && text.includes('rebalance'));

function messageIn(text: string): string {
  const body = z.looseObject({ message: z.string() }).safeParse(safeJson(text));
  return body.success ? body.data.message : text.slice(0, 500);
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

import { WebhookConnector, type WebhookEndpoint } from '#channels';
import express, { Router, type RequestHandler } from 'express';
import { serveFake } from '../../apps/sandbox/src/fake/serve-fake.js';
import {
  RECEIVER_DEFAULTS,
  type ReceiverOptions,
} from '../../apps/sandbox/src/webhook/receiver-options.js';
import { WebhookReceiver } from '../../apps/sandbox/src/webhook/webhook-receiver.js';
import type { Subject, SubjectOptions } from './conformance/subject.js';

const { path, secret, token } = RECEIVER_DEFAULTS;

/** A delivery as it went over the wire. */
export interface Delivered {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export interface WebhookSubject extends Subject {
  readonly market: WebhookReceiver;
  readonly connector: WebhookConnector;
  readonly delivered: readonly Delivered[];
}

export interface WebhookSubjectOptions extends SubjectOptions {
  readonly receiver?: Partial<ReceiverOptions>;
  readonly endpoint?: Partial<WebhookEndpoint>;
  readonly now?: () => Date;
}

export async function startReceiver({
  timeoutMs,
  url,
  receiver = {},
  endpoint = {},
  now,
}: WebhookSubjectOptions): Promise<WebhookSubject> {
  const market = new WebhookReceiver(receiver);
  const delivered: Delivered[] = [];
  const served = await serveFake({ api: recording(market.api, delivered) });
  const settings = {
    url: `${url ?? served.url}${path}`,
    account: 'acme',
    secrets: [secret],
    token,
    rowsPerCall: 400,
    allowPrivateAddresses: true,
    ...endpoint,
  };
  const connector = new WebhookConnector(settings, { timeoutMs, ...(now && { now }) });
  return {
    market,
    connector,
    delivered,
    url: served.url,
    secrets: [secret, RECEIVER_DEFAULTS.token ?? ''],
    idsOf: () => ({}),
    close: async () => {
      await connector.close();
      await served.close();
    },
  };
}

/** The body is read before the receiver may refuse a call unread. */
const recording = (api: RequestHandler, delivered: Delivered[]): RequestHandler =>
  Router()
    .use(express.raw({ limit: '4mb', type: () => true }))
    .use((request, response, next) => {
      if (request.method === 'POST') {
        delivered.push({ headers: request.headers, body: String(request.body) });
      }
      void api(request, response, next);
    });

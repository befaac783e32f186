import type { Failure } from '../http/failure.js';
import { HttpClient, type HttpAnswer } from '../http/http-client.js';
import { jsonBody } from '../http/json.js';
import type { MedusaEndpoint } from './medusa-endpoint.js';

/** A shop's Admin API, with the secret key in every call: as the name of a Basic login, by Medusa's word. */
export class AdminApi {
  readonly locationId: string;
  private readonly client: HttpClient;
  private readonly authorization: string;

  constructor({ url, apiKey, locationId }: MedusaEndpoint, timeoutMs: number) {
    this.client = new HttpClient(url, timeoutMs);
    this.authorization = `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`;
    this.locationId = locationId;
  }

  /** @param path below /admin */
  get(path: string, signal: AbortSignal): Promise<HttpAnswer | Failure> {
    const headers = { accept: 'application/json', authorization: this.authorization };
    return this.client.call({ method: 'GET', path: `/admin${path}`, headers, signal });
  }

  /** @param path below /admin */
  post(path: string, content: unknown, signal: AbortSignal): Promise<HttpAnswer | Failure> {
    const sent = jsonBody(content, { authorization: this.authorization });
    return this.client.call({ method: 'POST', path: `/admin${path}`, ...sent, signal });
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

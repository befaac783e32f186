import type { Failure } from '../http/failure.js';
import { HttpClient, type HttpAnswer, type HttpRequest } from '../http/http-client.js';
import type { MiraklEndpoint } from './mirakl-endpoint.js';

/** An error report that names each of 10,000 rows with a long reason. */
const MOST_REPORT_BYTES = 32 * 1024 * 1024;

interface Call {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

interface Form {
  readonly contentType: string;
  readonly body: Buffer;
}

/** An operator's API with the shop's key in every call, and the shop's number where one is set. */
export class OperatorApi {
  private readonly client: HttpClient;
  private readonly reports: HttpClient;

  constructor(
    private readonly endpoint: MiraklEndpoint,
    timeoutMs: number,
  ) {
    this.client = new HttpClient(endpoint.url, timeoutMs);
    this.reports = new HttpClient(endpoint.url, timeoutMs, MOST_REPORT_BYTES);
  }

  get(call: Call): Promise<HttpAnswer | Failure> {
    return this.client.call(this.request('GET', call, 'application/json'));
  }

  getReport(call: Call): Promise<HttpAnswer | Failure> {
    return this.reports.call(this.request('GET', call, 'text/csv'));
  }

  post(call: Call, { contentType, body }: Form): Promise<HttpAnswer | Failure> {
    const { headers, ...request } = this.request('POST', call, 'application/json');
    return this.client.call({
      ...request,
      headers: { ...headers, 'content-type': contentType },
      body,
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.client.close(), this.reports.close()]);
  }

  private request(
    method: HttpRequest['method'],
    { path, query, signal }: Call,
    accept: string,
  ): HttpRequest {
    const { apiKey, shopId } = this.endpoint;
    const values = { ...query, ...(shopId !== null && { shop_id: String(shopId) }) };
    // `%20` is a space everywhere; a plus is one only to those who read a query as a form.
    const text = new URLSearchParams(values).toString().replaceAll('+', '%20');
    return {
      method,
      path: text === '' ? path : `${path}?${text}`,
      headers: { accept, authorization: apiKey },
      signal,
    };
  }
}

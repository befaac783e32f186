import type { z } from 'zod';
import type { HttpClient } from '../http/http-client.js';
import { jsonBody } from '../http/json.js';
import { readAnswer, type Answered } from './read-answer.js';
import type { VendureEndpoint } from './vendure-endpoint.js';

export interface GraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The Admin API with the key of a machine in every call. */
export class AdminApi {
  private readonly head: Readonly<Record<string, string>>;

  constructor(
    private readonly client: HttpClient,
    { apiKey, channelToken }: Pick<VendureEndpoint, 'apiKey' | 'channelToken'>,
  ) {
    this.head = {
      'vendure-api-key': apiKey,
      ...(channelToken !== null && { 'vendure-token': channelToken }),
    };
  }

  async call<Data>(
    request: GraphRequest,
    shape: z.ZodType<Data>,
    signal: AbortSignal,
  ): Promise<Answered<Data>> {
    const { headers, body } = jsonBody(request, this.head);
    const path = '/admin-api';
    const answer = await this.client.call({ method: 'POST', path, headers, body, signal });
    return readAnswer(answer, shape, new Date());
  }
}

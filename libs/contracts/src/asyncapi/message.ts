import { z } from 'zod';

/** A message as AsyncAPI describes it. */
export interface MessageDescription {
  readonly name: string;
  readonly summary: string;
  /** what the key of the Kafka record is */
  readonly key: string;
  readonly payload: z.ZodType;
  /** CloudEvents attributes that travel in the record's headers; left out: it has none */
  readonly headers?: Readonly<Record<string, string>>;
}

/** AsyncAPI's Schema Object is JSON Schema of draft 7. */
function payloadOf(schema: z.ZodType): object {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
  return rest;
}

const headersOf = (headers: Readonly<Record<string, string>>): object => ({
  type: 'object',
  required: Object.keys(headers),
  properties: Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [name, { type: 'string', description }]),
  ),
});

/** @returns a Message Object of AsyncAPI 3.0 */
export const describeMessage = (message: MessageDescription): object => ({
  name: message.name,
  summary: message.summary,
  contentType: 'application/json',
  ...(message.headers && { headers: headersOf(message.headers) }),
  payload: payloadOf(message.payload),
  bindings: { kafka: { key: { type: 'string', description: message.key } } },
});

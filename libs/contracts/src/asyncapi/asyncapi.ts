import { topicsOf, type Topics } from '../topics.js';
import { describeMessage } from './message.js';
import { MESSAGES, TOPIC_DESCRIPTIONS } from './messages.js';

const DESCRIPTION = [
  "Shelfwire's own topics. They are safe to read for anybody; nobody but Shelfwire writes them.",
  'Messages may be repeated after a fault, so readers go by the id of an event and by the version of a state.',
  'Row changes of the sources are on topics cdc.<source>.<database or schema>.<table>, in the format of Debezium without schemas.',
].join(' ');

/**
 * Describes the topics as AsyncAPI 3.0 does.
 *
 * @param namespace what the topics' names begin with where several installations share a broker
 * @see https://www.asyncapi.com/docs/reference/specification/v3.0.0
 */
export function asyncApiDocument(namespace = ''): object {
  const topics = Object.entries(topicsOf(namespace)) as [keyof Topics, string][];
  const channels = topics.map(([name, address]) => {
    const messages = Object.entries(MESSAGES[name]).map(([key, message]) => [
      key,
      describeMessage(message),
    ]);
    return [
      name,
      {
        address,
        description: TOPIC_DESCRIPTIONS[name],
        messages: Object.fromEntries(messages) as object,
      },
    ];
  });
  const operations = topics.map(([name]) => [
    `send${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    { action: 'send', channel: { $ref: `#/channels/${name}` } },
  ]);
  return {
    asyncapi: '3.0.0',
    info: { title: 'Shelfwire', version: '1', description: DESCRIPTION },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(channels) as object,
    operations: Object.fromEntries(operations) as object,
  };
}

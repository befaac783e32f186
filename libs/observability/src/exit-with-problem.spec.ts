import { KafkaJSConnectionError, KafkaJSNumberOfRetriesExceeded } from 'kafkajs';
import { expect, it } from 'vitest';
import { describeProblem } from './exit-with-problem.js';

const failure = (message: string, fields: object) => Object.assign(new Error(message), fields);

it.each([
  [
    failure('listen EADDRINUSE', { code: 'EADDRINUSE', address: '127.0.0.1', port: 7400 }),
    'Port 7400 on 127.0.0.1 is in use. Stop what listens there, or set SHELFWIRE_HTTP_PORT to a free port.',
  ],
  [
    failure('connect ECONNREFUSED', { code: 'ECONNREFUSED', address: '127.0.0.1', port: 5432 }),
    'Nothing answers at 127.0.0.1:5432 (ECONNREFUSED). Start the database there, or correct SHELFWIRE_DATABASE_URL.',
  ],
  [
    failure('query failed', { driverError: failure('authentication failed', { code: '28P01' }) }),
    'PostgreSQL refuses the password. Correct user and password in SHELFWIRE_DATABASE_URL.',
  ],
  [
    new KafkaJSNumberOfRetriesExceeded(
      new KafkaJSConnectionError('Connection error: connect ECONNREFUSED', {
        broker: '127.0.0.1:9092',
        code: 'ECONNREFUSED',
      }),
      { retryCount: 5, retryTime: 1 },
    ),
    'No Kafka broker answers at 127.0.0.1:9092 (Connection error: connect ECONNREFUSED). Start it, or correct SHELFWIRE_KAFKA_BROKERS.',
  ],
])('tells a known failure in one message: %s', (error, message) => {
  expect(describeProblem(error)).toBe(message);
});

it('keeps the stack of a bug', () => {
  const bug = new TypeError('x is undefined');
  expect(describeProblem(bug)).toBe(bug.stack);
});

import { describe, expect, it } from 'vitest';
import { ConfigError } from './problem.js';
import { readSettings } from './settings.js';

const ENV = {
  SHELFWIRE_DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:5432/shelfwire',
  SHELFWIRE_KAFKA_BROKERS: '127.0.0.1:9092, 127.0.0.1:9093',
  SHELFWIRE_CONNECT_URL: 'http://127.0.0.1:8083/',
};

function messageOf(env: NodeJS.ProcessEnv): string {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

describe('readSettings', () => {
  it('reads what is set and fills the rest', () => {
    expect(readSettings(ENV)).toEqual({
      configFile: './shelfwire.yaml',
      databaseUrl: ENV.SHELFWIRE_DATABASE_URL,
      kafkaBrokers: ['127.0.0.1:9092', '127.0.0.1:9093'],
      connectUrl: 'http://127.0.0.1:8083',
      namespace: '',
      httpHost: '127.0.0.1',
      httpPort: undefined,
      logLevel: 'log',
    });
  });

  it('names every missing variable at once, with an example', () => {
    const message = messageOf({});
    expect(message).toContain('3 problems');
    expect(message).toContain('export SHELFWIRE_DATABASE_URL=postgres://');
    expect(message).toContain('SHELFWIRE_KAFKA_BROKERS');
    expect(message).toContain('SHELFWIRE_CONNECT_URL');
  });

  it('refuses a malformed value without showing a secret', () => {
    const message = messageOf({
      ...ENV,
      SHELFWIRE_DATABASE_URL: 'mysql://me:hunter2@127.0.0.1/shelfwire',
      SHELFWIRE_HTTP_PORT: '74000',
    });
    expect(message).toContain('"74000"');
    expect(message).toContain('a port from 0 to 65535');
    expect(message).not.toContain('hunter2');
  });
});

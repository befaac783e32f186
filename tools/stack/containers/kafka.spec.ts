import { describe, expect, it } from 'vitest';
import { images } from './images.js';
import { connectContainer, kafkaContainer } from './kafka.js';

const worker = connectContainer({
  image: 'connect',
  port: 23_000,
  secretsDir: '/data/secrets',
  further: { 'exactly.once.source.support': 'enabled' },
  jvm: 'quickStart',
});

describe('connectContainer', () => {
  it('turns properties into variables of the image', () => {
    expect(worker.environment).toMatchObject({
      CONNECT_CONFIG_PROVIDERS_FILE_PARAM_ALLOWED_PATHS: '/shelfwire-secrets',
      CONNECT_EXACTLY_ONCE_SOURCE_SUPPORT: 'enabled',
    });
  });

  it('leaves the prefix out where the image sets the prefixed one itself', () => {
    expect(worker.environment).toMatchObject({ OFFSET_FLUSH_INTERVAL_MS: '5000' });
    expect(worker.environment).not.toHaveProperty('CONNECT_OFFSET_FLUSH_INTERVAL_MS');
  });

  it('lets the worker read the secrets and nobody change them from there', () => {
    expect(worker.mounts).toEqual([{ source: '/data/secrets', target: '/shelfwire-secrets' }]);
  });
});

describe('kafkaContainer', () => {
  it('tells the other containers one address and this machine another', () => {
    const { environment } = kafkaContainer('kafka', '127.0.0.1:24000', 24_000, 'throughput');
    expect(environment['KAFKA_ADVERTISED_LISTENERS']).toBe(
      'INTERNAL://kafka:9092,EXTERNAL://127.0.0.1:24000',
    );
  });
});

describe('images', () => {
  it('are the official ones, each replaceable', () => {
    expect(images({ SHELFWIRE_IMAGE_POSTGRES: 'mirror.example/postgres:17' })).toEqual({
      kafka: 'apache/kafka:4.3.1',
      connect: 'quay.io/debezium/connect:3.6',
      postgres: 'mirror.example/postgres:17',
      mariadb: 'mariadb:10.11',
    });
  });
});

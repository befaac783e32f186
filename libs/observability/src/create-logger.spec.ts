import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLogger } from './create-logger.js';

let written: string;
beforeEach(() => {
  written = '';
  const keep = (chunk: string | Uint8Array) => {
    written += String(chunk);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
});
afterEach(() => vi.restoreAllMocks());

const lines = () =>
  written
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

it('writes one JSON object a line, with the given fields at its top', () => {
  createLogger('publisher').log('pushed', { channel: 'bazaar', rows: 3 });
  expect(lines()).toMatchObject([
    { level: 'log', message: 'pushed', context: 'publisher', channel: 'bazaar', rows: 3 },
  ]);
});

it('hides secrets under their keys, in texts and in errors', () => {
  const logger = createLogger('api', 'log', ['pa"ss\\word']);
  logger.log('connects', { database: { host: 'x', password: 'one' }, token: null });
  logger.warn('answer: {"token":"two"} of postgres://me:three@host/db with pa"ss\\word');
  logger.error(new Error('Authorization: Bearer four failed, password=five, "quoted"'));
  expect(lines()).toHaveLength(3);
  expect(written).not.toMatch(/one|two|three|four|five|ss\\\\word/);
  expect(written).toContain('"host":"x"');
});

it('leaves out what is below the level', () => {
  createLogger('api', 'warn').log('quiet');
  expect(written).toBe('');
});

it.each(['ExceptionHandler', 'NestApplication'])(
  'leaves an error of %s to whoever catches it',
  (nest) => {
    createLogger('api').error(new Error('thrown as well'), undefined, nest);
    expect(written).toBe('');
  },
);

import { describe, expect, it } from 'vitest';
import type { News } from '../api/news.js';
import { connectionOf } from './connection-of.js';

const NOW = 1_000_000;
const news = (part: Partial<News>): News => ({
  heardAt: NOW - 1_000,
  clockOffset: 0,
  trouble: null,
  isStreaming: true,
  ...part,
});

describe('connectionOf', () => {
  it.each([
    ['connecting', news({ heardAt: null })],
    ['live', news({})],
    ['live', news({ heardAt: NOW - 20_000 })],
    ['asking', news({ isStreaming: false })],
    ['trouble', news({ trouble: 'the database is away' })],
    ['silent', news({ heardAt: NOW - 20_001 })],
    ['silent', news({ heardAt: NOW - 20_001, trouble: 'the database is away' })],
  ])('%s', (state, heard) => {
    expect(connectionOf(heard, NOW)).toBe(state);
  });
});

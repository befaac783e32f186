import { describe, expect, it } from 'vitest';
import { inRequests } from './in-requests.js';

const record = (key: string, bytes: number) => ({ key, value: 'x'.repeat(bytes), headers: {} });
const keys = (requests: ReturnType<typeof inRequests>) =>
  requests.map((request) => request.map(({ key }) => key).join(''));

describe('records in requests', () => {
  it('stay in order and below the limit', () => {
    const records = [record('a', 400), record('b', 400), record('c', 400)];

    expect(keys(inRequests(records, 1_000))).toEqual(['ab', 'c']);
  });

  it('go alone when one is larger than the limit', () => {
    const records = [record('a', 10), record('b', 2_000), record('c', 10)];

    expect(keys(inRequests(records, 1_000))).toEqual(['a', 'b', 'c']);
  });

  it('are none without records', () => {
    expect(inRequests([])).toEqual([]);
  });
});

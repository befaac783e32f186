import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { emptyHead, GENESIS } from './chain.js';
import { instantText } from './instant-text.js';
import type { LedgerLine } from './ledger-line.js';
import { sealLines } from './seal-lines.js';

const entry = (over: Partial<LedgerLine> = {}): LedgerLine => ({
  applied_at: '2026-01-05T09:00:00.250Z',
  version: '7',
  policy_version: 'abc123abc123',
  input_offset: '9',
  rule: 'policy',
  effect: 'none',
  kind: 'recompute',
  sku: 'A',
  event_id: 'e1',
  ...over,
});

it('numbers the lines on, and seals the columns in their fixed order, without those that are null', () => {
  const { rows, head } = sealLines({ ...emptyHead(3), line: 4n }, [
    entry(),
    entry({ event_id: 'e2', location: 'leeds', epoch: 0, channels: { bazaar: 3 } }),
  ]);
  const first = `{"partition":"3","line":"5","event_id":"e1","sku":"A","kind":"recompute","effect":"none","rule":"policy","input_offset":"9","version":"7","policy_version":"abc123abc123","applied_at":"2026-01-05T09:00:00.25+00:00"}`;
  const second = `{"partition":"3","line":"6","event_id":"e2","sku":"A","location":"leeds","kind":"recompute","effect":"none","rule":"policy","epoch":"0","input_offset":"9","version":"7","policy_version":"abc123abc123","applied_at":"2026-01-05T09:00:00.25+00:00","channels":{"bazaar":3}}`;
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  const hashes = [sha(GENESIS + first)];
  hashes.push(sha(hashes[0] + second));

  expect(rows.map((row) => JSON.parse(row) as unknown)).toEqual([
    { ...JSON.parse(first), previous: `\\x${GENESIS}`, hash: `\\x${hashes[0]}` },
    { ...JSON.parse(second), previous: `\\x${hashes[0]}`, hash: `\\x${hashes[1]}` },
  ]);
  expect(head).toEqual({ partition: 3, line: 6n, hash: hashes[1] });
});

it.each([
  ['2026-01-05T09:00:00.250Z', '2026-01-05T09:00:00.25+00:00'],
  ['2026-01-05T09:00:00.000Z', '2026-01-05T09:00:00+00:00'],
  ['2026-01-05T09:00:00Z', '2026-01-05T09:00:00+00:00'],
  ['2026-01-05T09:00:00.123456789Z', '2026-01-05T09:00:00.123456+00:00'],
  ['2026-01-05T09:00:00.000000900Z', '2026-01-05T09:00:00+00:00'],
  ['2026-01-05T10:00:00.5+01:00', '2026-01-05T09:00:00.5+00:00'],
])('writes the instant %s as %s', (iso, text) => {
  expect(instantText(iso)).toBe(text);
});

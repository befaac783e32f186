import { expect, it } from 'vitest';
import { unreadBytes } from './unread-bytes.js';

const files = [
  { name: 'binlog.000001', bytes: 1_000 },
  { name: 'binlog.000002', bytes: 500 },
  { name: 'binlog.000003', bytes: 40 },
];

it.each([
  ['binlog.000001', 1_000, 540],
  ['binlog.000001', 4, 1_536],
  ['binlog.000002', 500, 40],
  ['binlog.000003', 30, 10],
])('counts what follows %s:%d, later files included', (file, pos, unread) => {
  expect(unreadBytes(files, { file, pos })).toBe(unread);
});

it('takes a size that was read before the place for nothing unread, and tells a purged file', () => {
  expect(unreadBytes(files, { file: 'binlog.000003', pos: 60 })).toBe(0);
  expect(unreadBytes(files, { file: 'binlog.000000', pos: 4 })).toBeUndefined();
});

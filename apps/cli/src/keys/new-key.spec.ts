import { expect, it } from 'vitest';
import { readNewKey } from './new-key.js';

it('reads who, what, and for how long; 90 days unless said otherwise', () => {
  const given = { name: 'till 7', scope: 'claims' };
  expect(readNewKey(given)).toEqual({ ...given, days: 90 });
  expect(readNewKey({ ...given, days: '7' })).toEqual({ ...given, days: 7 });
});

it.each([
  [{ scope: 'viewer' }, '--name says who or what will hold the key'],
  [{ name: '', scope: 'viewer' }, '--name: text of 1 to 100 characters'],
  [{ name: 'x' }, '--scope: one of viewer, operator, admin, claims'],
  [{ name: 'x', scope: 'root' }, '--scope: one of viewer, operator, admin, claims'],
  [{ name: 'x', scope: 'viewer', days: 'soon' }, '--days: whole days from 1 to 366'],
  [{ name: 'x', scope: 'viewer', days: '0' }, '--days: whole days from 1 to 366'],
  [{ name: 'x', scope: 'viewer', days: '367' }, '--days: whole days from 1 to 366'],
  [{ scope: 'root', days: '1.5' }, '--name says'],
])('refuses %j', (given, said) => {
  expect(() => readNewKey(given)).toThrow(said);
});

import { expect, it } from 'vitest';
import { channelPolicy } from '../channel-policy.schema.js';
import { address } from './address.schema.js';

const PLACES: Readonly<Record<string, readonly string[]>> = {
  sandbox: ['url'],
  amazon: ['url', 'tokenUrl'],
  ebay: ['url', 'tokenUrl'],
  shopify: ['url'],
  medusa: ['url'],
  mirakl: ['url'],
  vendure: ['url'],
  webhook: ['url'],
};

it.each([
  'https://me:pass@shop.example',
  'https://key@shop.example',
  'https://shop.example/?key=abc',
  'https://shop.example/#abc',
])('refuses %s, in which a secret may stand', (text) => {
  expect(address.safeParse(text).error?.issues).toMatchObject([
    { message: 'an address without login, query and fragment' },
  ]);
});

it('takes a plain address, and tells once what is none', () => {
  expect(address.parse('http://127.0.0.1:7480/hooks')).toBe('http://127.0.0.1:7480/hooks');
  expect(address.safeParse('127.0.0.1:7480').error?.issues).toHaveLength(1);
});

it.each(Object.entries(PLACES).flatMap(([of, fields]) => fields.map((field) => [of, field])))(
  'is what %s takes as its %s',
  (connector, field) => {
    const endpoint = { [String(field)]: 'https://me:pass@shop.example' };
    const { error } = channelPolicy.safeParse({ connector, endpoint });
    const issues = error?.issues.filter(({ path }) => path.join('.') === `endpoint.${field}`) ?? [];
    expect(issues.map(({ message }) => message)).toContain(
      'an address without login, query and fragment',
    );
  },
);

import { resolve } from 'node:path';
import specs from '@asyncapi/specs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { encodeAvailability } from '../availability.codec.js';
import { encodeClaims } from '../claims.codec.js';
import { encodeLedgerHead } from '../ledger-heads.codec.js';
import { stockEvent } from '../../../../test/support/stock-messages.js';
import { encodeSourceRepaired } from '../source-repaired.v1.js';
import { encodeStockEvent } from '../stock-event.codec.js';
import { topicsOf } from '../topics.js';
import { asyncApiDocument } from './asyncapi.js';

interface Described {
  readonly channels: Readonly<
    Record<
      string,
      {
        readonly address: string;
        readonly messages: Readonly<Record<string, { payload: object; headers?: object }>>;
      }
    >
  >;
}

const SPECIFICATION = specs.schemas['3.0.0'];
const NOW = '2026-03-01T08:00:00.000Z';

const validator = () => {
  // the published schema brings draft 7 itself
  const ajv = new Ajv({ strict: false, allErrors: true, meta: false, validateSchema: false });
  addFormats.default(ajv);
  return ajv;
};

const complaints = (schema: object, value: unknown): unknown => {
  const ajv = validator();
  return ajv.validate(schema, value) ? [] : ajv.errors;
};

const document = asyncApiDocument() as Described;
const messageOf = (channel: string, message: string) => {
  const found = document.channels[channel]?.messages[message];
  if (!found) throw new Error(`no message ${message} on ${channel}`);
  return found;
};

describe('the description of the topics', () => {
  it('is in step with docs/asyncapi.json (vitest --update writes it)', async () => {
    const text = await format(JSON.stringify(document), { parser: 'json', printWidth: 100 });
    await expect(text).toMatchFileSnapshot(resolve('docs/asyncapi.json'));
  });

  it('is valid by the schema that AsyncAPI publishes, which refuses what is not', () => {
    expect(complaints(SPECIFICATION, document)).toEqual([]);
    expect(
      complaints(SPECIFICATION, { ...document, channels: { a: { adress: 'a' } } }),
    ).not.toEqual([]);
  });

  it('tells of every topic by its name, in a namespace too', () => {
    const { channels } = asyncApiDocument('two.') as Described;

    expect(Object.values(channels).map(({ address }) => address)).toEqual(
      Object.values(topicsOf('two.')),
    );
  });

  it.each([
    [
      'availability',
      'availability',
      encodeAvailability({
        sku: 'A',
        version: 3,
        channels: { web: 2 },
        offers: { web: { status: 'InStock' } },
        recordedAt: NOW,
        appliedAt: NOW,
        policyVersion: 'p1',
      }),
    ],
    [
      'claims',
      'claimChange',
      encodeClaims({
        sku: 'A',
        claim: '0f8fad5b-d9cb-469f-a165-70867728950e',
        change: 'claimed',
        changedAt: NOW,
      }),
    ],
    [
      'ledgerHeads',
      'ledgerHead',
      encodeLedgerHead({ partition: 0, line: '7', hash: 'a'.repeat(64), announcedAt: NOW }),
    ],
    ['stockEvents', 'stockEvent', encodeStockEvent('id-1', stockEvent(1, { kind: 'sale' }))],
    [
      'stockEvents',
      'sourceRepaired',
      encodeSourceRepaired({ source: 'pos', epoch: 2, at: NOW }, 1),
    ],
  ])('fits what is sent on %s as %s, and nothing else', (channel, message, record) => {
    const { payload, headers = {} } = messageOf(channel, message);
    const value = JSON.parse(record.value) as object;

    expect(complaints(payload, value)).toEqual([]);
    expect(complaints(headers, record.headers)).toEqual([]);
    expect(complaints(payload, { ...value, more: 1 })).not.toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { vendorModels, type OperationId } from '../../apps/sandbox/src/amazon/vendor-models.js';
import { parseJson } from '../../apps/sandbox/src/http/parse-json.js';
import { amazonShop, changedRow, type AmazonSubject, type Exchange } from './amazon-subject.js';
import { contextOf, pushAndSettle, readShown, rowsOf } from './conformance/push-rows.js';

const OPERATIONS: readonly (readonly [method: string, path: RegExp, OperationId])[] = [
  ['PATCH', /^\/listings\/2021-08-01\/items\/[^/]+\/[^/]+$/, 'patchListingsItem'],
  ['GET', /^\/listings\/2021-08-01\/items\/[^/]+\/[^/]+$/, 'getListingsItem'],
  ['GET', /^\/listings\/2021-08-01\/items\/[^/]+$/, 'searchListingsItems'],
  ['POST', /^\/feeds\/2021-06-30\/documents$/, 'createFeedDocument'],
  ['GET', /^\/feeds\/2021-06-30\/documents\/[^/]+$/, 'getFeedDocument'],
  ['POST', /^\/feeds\/2021-06-30\/feeds$/, 'createFeed'],
  ['GET', /^\/feeds\/2021-06-30\/feeds\/[^/]+$/, 'getFeed'],
];

const models = vendorModels();

const operationOf = ({ method, url }: Exchange): OperationId | undefined =>
  OPERATIONS.find(([verb, path]) => verb === method && path.test(url.pathname))?.[2];

const problemsOf = (exchange: Exchange): readonly string[] => {
  const id = operationOf(exchange);
  if (!id) return [];
  const { answer, body, status, url } = exchange;
  const said = parseJson(String(answer));
  return [
    models.queryProblem(id, url.searchParams),
    models.bodyProblem(id, body),
    models.answerProblem(id, status, said),
  ].flatMap((problem) => (problem === undefined ? [] : [`${id} ${status}: ${problem}`]));
};

/** Every call of the connector at least once, with what it is refused as well. */
async function everyCall(subject: AmazonSubject): Promise<void> {
  const { connector, market } = subject;
  const offer = { status: 'BackOrder', availableFrom: '2027-01-31' } as const;
  market.seed([{ sku: 'Ä, "1"/2', quantity: 4 }]);
  await pushAndSettle(subject, changedRow(subject, { offer, leadTimeDays: 2 }));
  await pushAndSettle(subject, rowsOf(subject, { GONE: 1 }));
  await pushAndSettle(subject, rowsOf(subject, { 'CUP-1': 1, GONE: 2 }), 'reconcile');
  await connector.poll({ id: '4711', checkAfterMs: 1 }, rowsOf(subject, {}), contextOf());
  await readShown(subject, ['CUP-1', 'Ä, "1"/2', 'NO,NE']);
  await connector.list(null, contextOf());
  for (const fault of ['throttle', 'fail', 'refuse_token'] as const) {
    market.faults.order(fault);
    await connector.push(rowsOf(subject, { 'CUP-2': 1 }), contextOf());
  }
}

describe("the vendor's models", () => {
  const shop = amazonShop();

  it('allow every request of the connector and every answer of the pretend market', async () => {
    const subject = await shop.open({ zipReports: false });
    await everyCall(subject);
    const called = new Set(subject.exchanges.map(operationOf));
    const statuses = new Set(subject.exchanges.map(({ status }) => status));

    expect([...called]).toEqual(expect.arrayContaining(OPERATIONS.map(([, , id]) => id)));
    expect([...statuses]).toEqual(expect.arrayContaining([200, 201, 202, 403, 404, 429, 500]));
    expect(subject.exchanges.flatMap(problemsOf)).toEqual([]);
  });

  it('allow the feed that is uploaded, message by message', async () => {
    const subject = await shop.open();
    const offer = { status: 'PreOrder', availableFrom: '2027-01-31' } as const;
    const rows = [...changedRow(subject, { offer, leadTimeDays: 2 }), ...changedRow(subject, {})];
    await pushAndSettle(subject, rows, 'reconcile');
    const upload = subject.exchanges.find(({ method }) => method === 'PUT');
    const feed = parseJson(String(upload?.body)) as { messages: unknown[] };
    const problems = feed.messages.map((message) =>
      models.documentProblem('listings-feed-message-schema-v2', message),
    );

    expect(models.documentProblem('listings-feed-schema-v2', feed)).toBe(undefined);
    expect(problems).toEqual([undefined, undefined]);
  });

  it('allow the report that the pretend market writes', async () => {
    const subject = await shop.open({ zipReports: false });
    await everyCall(subject);
    const report = subject.exchanges.find(
      ({ method, url }) => method === 'GET' && url.pathname.startsWith('/documents/'),
    );
    const content = parseJson(String(report?.answer));

    expect(content).toMatchObject({ summary: { messagesProcessed: 2, messagesInvalid: 1 } });
    expect(models.documentProblem('listings-feed-processing-report-schema-v2', content)).toBe(
      undefined,
    );
  });

  it.each<[string, OperationId, unknown, string]>([
    [
      'no product type',
      'patchListingsItem',
      { patches: [{ op: 'merge', path: '/attributes/x' }] },
      "required property 'productType'",
    ],
    ['no patch', 'patchListingsItem', { productType: 'PRODUCT', patches: [] }, 'data/patches must'],
    [
      'an operation that there is not',
      'patchListingsItem',
      { productType: 'P', patches: [{ op: 'set', path: '/x' }] },
      'data/patches/0/op must',
    ],
    [
      'a feed without stores',
      'createFeed',
      { feedType: 'F', inputFeedDocumentId: 'D', marketplaceIds: [] },
      'data/marketplaceIds must',
    ],
  ])('refuse a body with %s', (_, id, body, problem) => {
    expect(models.bodyProblem(id, body)).toContain(problem);
  });

  it.each([
    ['pageSize=21&marketplaceIds=A', 'data/pageSize must'],
    ['marketplaceIds=A&shelf=1', 'must NOT have additional properties'],
    ['pageSize=20', "required property 'marketplaceIds'"],
    [`marketplaceIds=A&identifiers=${'x,'.repeat(20)}x`, 'data/identifiers must'],
    ['marketplaceIds=A&includedData=stock', 'data/includedData/0 must'],
  ])('refuse the search %s', (query, problem) => {
    const found = models.queryProblem('searchListingsItems', new URLSearchParams(query));

    expect(found).toContain(problem);
  });
});

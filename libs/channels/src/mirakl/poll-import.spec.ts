import { afterEach, describe, expect, it } from 'vitest';
import { CALL, listingRow } from '../../../../test/support/connector-call.js';
import { scriptedServer, type ScriptedAnswer } from '../../../../test/support/scripted-server.js';
import { MiraklConnector } from './mirakl-connector.js';

const ROW = listingRow('Ä+1 &"x"');
const JOB = { id: 'b0/1', checkAfterMs: 15_000 };
const KEY = 'key-of-a-shop';
const SHOP = {
  apiKey: KEY,
  shopId: null,
  warehouse: null,
  updateDelete: '',
  rowsPerImport: 70,
} as const;

describe('poll of an import', () => {
  let server: Awaited<ReturnType<typeof scriptedServer>>;
  let connector: MiraklConnector;

  /** Gives these answers, the last one from then on. */
  const answering = async (script: ScriptedAnswer[], timeoutMs = 20_000) => {
    server = await scriptedServer(script);
    connector = new MiraklConnector({ ...SHOP, url: server.url }, { timeoutMs });
    return connector;
  };
  const urls = () => server.asked.map(({ method, url }) => `${method} ${url}`);

  afterEach(async () => {
    await connector.close();
    server.close();
  });

  it.each(['WAITING', 'RUNNING', 'QUEUED'])('waits on while an import is %s', async (status) => {
    const polled = await answering([{ body: { status, has_error_report: false } }]);

    expect(await polled.poll(JOB, [ROW], CALL)).toMatchObject({
      verdicts: [{ outcome: 'accepted' }],
      job: JOB,
    });
  });

  it.each([404, 410])('cannot tell of an import that HTTP %i says is not there', async (status) => {
    const forgetful = await answering([{ status, body: { message: 'not found' } }]);

    expect(await forgetful.poll(JOB, [ROW], CALL)).toMatchObject({
      verdicts: [{ outcome: 'unknown' }],
    });
  });

  describe('when there is an error report', () => {
    const ended = { body: { status: 'COMPLETE', has_error_report: true } };

    it('asks for it as the vendor gives it', async () => {
      const csv = 'line;message;offer-sku\n2;wrong;"Ä+1 &""x"""\n';
      const reporting = await answering([ended, { body: csv }]);

      expect(await reporting.poll(JOB, [ROW], CALL)).toMatchObject({
        verdicts: [{ outcome: 'rejected', reason: 'wrong' }],
      });
      expect(urls()[1]).toBe('GET /api/offers/stock/imports/b0%2F1/error_report');
      expect(server.asked.map(({ headers }) => headers.accept)).toEqual([
        'application/json',
        'text/csv',
      ]);
    });

    it.each([
      [500, 'unavailable'],
      [429, 'throttled'],
      [401, 'unauthorized'],
    ])('asks again later after HTTP %i', async (status, kind) => {
      const broken = await answering([ended, { status }]);

      expect((await broken.poll(JOB, [ROW], CALL)).kind).toBe(kind);
    });

    it.each([
      ['is not there', { status: 404 }],
      ['is none', { body: '<html>Back in a minute</html>' }],
      ['is larger than anybody should read', { body: ' '.repeat(33 * 1024 * 1024) }],
    ])('cannot tell of any row when it %s', async (_, report) => {
      const broken = await answering([ended, report]);

      expect(await broken.poll(JOB, [ROW], CALL)).toMatchObject({
        verdicts: [{ outcome: 'unknown' }],
      });
    });
  });

  it('ends in its time, also when that is two requests', async () => {
    const ended = { body: { status: 'COMPLETE', has_error_report: true }, delayMs: 600 };
    const csv = { body: 'line;message;offer-sku\n', delayMs: 600 };
    const slow = await answering([ended, csv], 1_000);

    expect((await slow.poll(JOB, [ROW], CALL)).kind).toBe('unavailable');
  });

  it('leaves a job without a name to a read-back', async () => {
    const job = { id: null, checkAfterMs: 1 };

    expect(await (await answering([{}])).poll(job, [ROW], CALL)).toMatchObject({
      verdicts: [{ outcome: 'accepted' }],
      job,
    });
    expect(server.asked).toEqual([]);
  });
});

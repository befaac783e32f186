import { Logger } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { fillMonth, zonedPolicy } from '../../../../test/kpis/month-facts.js';
import { NOW } from '../../../../test/kpis/month-rows.js';
import { insertRows } from '../../../../test/support/rows.js';
import { rollAll } from '../../../../test/kpis/roll-all.js';
import type { Kpis } from '../kpis/kpi.schema.js';
import type { Scorecard } from './scorecard.schema.js';

describe('KPIs and scorecards', () => {
  let database: TestDatabase;
  let api: ApiServer;

  const scorecard = async (month = '2026-10'): Promise<Scorecard> => {
    const { status, body } = await api.get(`/v1/scorecards/${month}`);
    expect(status).toBe(200);
    return body as Scorecard;
  };
  const valueOf = ({ sections }: Scorecard, dimension: string, subject: string, id: string) =>
    sections
      .find((section) => section.dimension === dimension && section.subject === subject)
      ?.values.find(({ kpi }) => kpi === id);

  beforeAll(async () => {
    vi.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
    database = await createTestDatabase(inject('stack').statePostgres, 'scorecards');
    await fillMonth(database.dataSource);
    await insertRows(database.dataSource, 'inbound_promise', [
      {
        source: 'wms',
        purchase: 'po-odd',
        sku: 'item-1',
        location: 'depot',
        vendor: '=HYPERLINK("http://elsewhere")',
        eta: '2026-10-05',
        units: 3,
        seen_at: NOW.toISOString(),
      },
    ]);
    await rollAll(database.dataSource, zonedPolicy(), NOW);
    api = await startApi(database.url, zonedPolicy());
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await api?.close();
    await database?.drop();
  });

  it('tells a month for all, each channel, location and vendor, beside the month before', async () => {
    const card = await scorecard();
    expect(card).toMatchObject({
      month: '2026-10',
      from: '2026-10-01',
      to: '2026-10-31',
      isOver: true,
      rolled: { due: 0 },
    });
    expect(card.sections.map(({ dimension, subject }) => `${dimension} ${subject}`)).toEqual([
      'all -',
      'channel bazaar',
      'channel emporium',
      'location depot',
      'location leeds',
      'vendor =HYPERLINK("http://elsewhere")',
      'vendor acme',
      'vendor zenith',
    ]);
    expect(valueOf(card, 'all', '-', 'promise_accuracy')).toMatchObject({
      met: false,
      needs: null,
    });
    expect(valueOf(await scorecard('2026-11'), 'all', '-', 'promise_accuracy')?.before).toBe(
      valueOf(card, 'all', '-', 'promise_accuracy')?.value,
    );
  });

  it('says what to send where there are no facts, and never 0 or 100 %', async () => {
    const card = await scorecard('2026-07');
    expect(card.rolled).toEqual({ asOf: null, due: 0 });
    const values = card.sections.flatMap((section) => section.values);
    expect(values.length).toBeGreaterThan(50);
    for (const { value, met, needs } of values) {
      expect({ value, met, needs }).toEqual({
        value: null,
        met: null,
        needs: expect.stringMatching(/^no facts, /) as string,
      });
    }
  });

  it('tells each day, and the days together', async () => {
    const path = '/v1/kpis?from=2026-10-01&to=2026-10-31&dimension=channel&subject=bazaar';
    const { kpis, days, values } = (await api.get(path)).body as Kpis;
    expect(days).toHaveLength(31);
    expect(days.at(-1)).toBe('2026-10-31');
    expect(values.map(({ kpi }) => kpi)).toEqual(kpis.map(({ id }) => id));
    const withheld = values.find(({ kpi }) => kpi === 'buffer_cost');
    const sum = (withheld?.series ?? []).reduce<number>((total, one) => total + (one ?? 0), 0);
    expect(sum).toBeGreaterThan(0);
    expect(withheld?.value).toBeCloseTo(sum, 6);
    const only = (await api.get(`${path}&kpi=oversell_rate`)).body as Kpis;
    expect(only.values).toEqual([values.find(({ kpi }) => kpi === 'oversell_rate')]);
  });

  it('refuses what it does not know, and says what it knows', async () => {
    for (const [path, field] of [
      ['/v1/kpis?dimension=shop', 'dimension'],
      ['/v1/kpis?kpi=luck', 'kpi'],
      ['/v1/kpis?from=2026-10-02&to=2026-10-01', 'from'],
      ['/v1/kpis?from=2020-10-02&to=2026-10-01', 'from'],
      ['/v1/kpis?from=soon', 'from'],
      ['/v1/scorecards/2026-13', 'month'],
      ['/v1/scorecards/2026-10?format=doc', 'format'],
    ] as const) {
      const { status, body } = await api.get(path);
      expect({ path, status, body }).toMatchObject({
        path,
        status: 400,
        body: { errors: [{ field }] },
      });
    }
    expect((await api.get('/v1/scorecards/2999-01')).status).toBe(404);
  });

  it('gives a spreadsheet the same numbers, and no formula', async () => {
    const { text, type, headers } = await api.get('/v1/scorecards/2026-10?format=csv');
    expect(type).toContain('text/csv');
    expect(headers.get('content-disposition')).toBe('attachment; filename=scorecard-2026-10.csv');
    const rows = parse<Record<string, string>>(text, { columns: true, record_delimiter: '\r\n' });
    const card = await scorecard();
    const told = rows.filter(({ part }) => part === '');
    expect(told).toHaveLength(card.sections.flatMap(({ values }) => values).length);
    const accuracy = valueOf(card, 'channel', 'bazaar', 'allocation_accuracy')?.value ?? Number.NaN;
    const row = told.find(
      ({ dimension, subject, kpi }) =>
        `${dimension} ${subject} ${kpi}` === 'channel bazaar allocation_accuracy',
    );
    expect(Number(row?.['value'])).toBeCloseTo(accuracy, 6);
    expect(told.map(({ subject }) => subject)).toContain(`'=HYPERLINK("http://elsewhere")`);
    expect(
      rows.flatMap((each) => Object.values(each)).filter((cell) => /^[=+@]/.test(cell)),
    ).toEqual([]);
  });

  it('draws a report', async () => {
    const answer = await fetch(`${api.url}/v1/scorecards/2026-10?format=pdf`, {
      headers: { authorization: `Bearer ${api.key}` },
    });
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.toString('latin1')).toMatch(/\/Count [2-6]\b/);
  });
});

import type { NotificationPolicy } from '#config';
import { Metrics } from '#observability';
import { Logger } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  it,
  vi,
} from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { emptyTables } from '../../../../test/support/empty-tables.js';
import { DOWN, FOUND_AT, HELD, SILENT, stale } from '../../../../test/support/findings.js';
import { HttpSink } from '../../../../test/support/http-sink.js';
import { insertRows } from '../../../../test/support/rows.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import {
  HOOK_SECRET,
  receiversAt,
  ROUTING_KEY,
  SMTP_LOGIN,
} from '../../../../test/support/receivers.js';
import { SmtpSink } from '../../../../test/support/smtp-sink.js';
import { AlertRepository } from '../alert.repository.js';
import type { Finding } from '../finding.js';
import { Notifier } from './notifier.js';

const at = (second: number): Date => new Date(FOUND_AT.getTime() + second * 1000);

/** What each test tells. */
interface Body {
  type: string;
  data: {
    title: string;
    lines: string[];
    open: { subject: string }[];
    over: { subject: string }[];
  };
}

describe('Notifier', () => {
  let database: TestDatabase;
  let sink: HttpSink;
  let mail: SmtpSink;
  let alerts: AlertRepository;
  let notifier: Notifier;
  let now: Date;
  let errors: string[];

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'notifier');
    alerts = new AlertRepository(database.dataSource);
  });
  afterAll(() => database?.drop());
  beforeEach(async () => {
    await emptyTables(database.dataSource, 'alert, alert_silence, notification_group, told_alert');
    sink = await HttpSink.start();
    mail = await SmtpSink.start(SMTP_LOGIN);
    errors = [];
    vi.spyOn(Logger.prototype, 'error').mockImplementation((line: string) => errors.push(line));
    vi.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
    notifier = start(['hook']);
  });
  afterEach(async () => {
    await notifier.close();
    sink.close();
    await mail.close();
    vi.restoreAllMocks();
  });

  const receivers = () => receiversAt(sink.url, mail.port);
  /** A process that has just started. */
  const start = (names: readonly string[], part: Partial<NotificationPolicy> = {}): Notifier => {
    const chosen = Object.entries(receivers()).filter(([name]) => names.includes(name));
    const notifications: NotificationPolicy = {
      receivers: Object.fromEntries(chosen),
      groupWaitSeconds: { critical: 10, warning: 30 },
      groupIntervalSeconds: 60,
      repeatAfterSeconds: { critical: 3_600, warning: 14_400 },
      endAfterSeconds: 120,
      ...part,
    };
    const policy = { ...shopPolicy(), notifications };
    return new Notifier(database.dataSource, new Metrics(), policy, () => now);
  };
  const look = async (second: number, ...raised: readonly Finding[]): Promise<void> => {
    now = at(second);
    await alerts.settle({ raised, undecided: [] }, now);
    await notifier.step();
  };
  const posted = (path: string): Body[] =>
    sink.at(path).map(({ body }) => JSON.parse(body) as Body);
  const titles = (): string[] => posted('/hook').map(({ data }) => data.title);

  it('tells once after the group wait, signed, and of the end to whom it told the beginning', async () => {
    for (const second of [0, 9, 10, 11, 70]) await look(second, HELD);
    for (const second of [71, 130, 191, 192, 400]) await look(second);

    expect(titles()).toEqual(['[critical] zeros_held: bazaar', '[over] zeros_held: bazaar']);
    const [request] = sink.at('/hook');
    const headers = request?.headers as Record<string, string>;
    expect(
      new Webhook(HOOK_SECRET).verify(request?.body ?? '', {
        ...headers,
        'webhook-timestamp': headers['webhook-timestamp'] ?? '',
      }),
    ).toMatchObject({
      type: 'shelfwire.alerts.open',
      data: { lines: expect.arrayContaining([HELD.summary]) as string[] },
    });
    const left = await database.dataSource.query<unknown[]>(
      'SELECT FROM notification_group, told_alert',
    );
    expect(left).toEqual([]);
  });

  it('makes one notification of many, and none of what a silent source causes', async () => {
    const places = ['leeds', 'bristol', 'london'].map(stale);
    for (const second of [0, 30, 31]) await look(second, ...places);
    expect(titles()).toEqual(['[warning] location_stale (3)']);

    const rest = [stale('hull'), ...places, SILENT, DOWN];
    for (const second of [100, 110, 300]) await look(second, ...rest);
    expect(titles().slice(1)).toEqual(['[critical] source_stale: pos']);
    expect(posted('/hook').at(-1)?.data.lines).toContain('Meanwhile: cdc.pos: database_away');
  });

  it('tells nobody twice and forgets nobody when it starts anew', async () => {
    for (const second of [0, 10]) await look(second, HELD);
    notifier = start(['hook']);
    for (const second of [11, 300]) await look(second, HELD);
    expect(titles()).toHaveLength(1);
    notifier = start(['hook']);
    for (const second of [301, 500]) await look(second);
    expect(titles()).toEqual(['[critical] zeros_held: bazaar', '[over] zeros_held: bazaar']);
  });

  it('does not tell twice from two processes at a time', async () => {
    const other = start(['hook']);
    await look(0, HELD);
    now = at(10);
    await Promise.all([notifier.step(), other.step(), notifier.step(), other.step()]);
    expect(titles()).toHaveLength(1);
  });

  it('tells at most twice of what flaps a hundred times', async () => {
    for (let flap = 0; flap < 100; flap += 1) {
      await look(flap * 12, HELD);
      await look(flap * 12 + 6);
    }
    for (const second of [1_250, 1_400]) await look(second);
    expect(titles()).toEqual(['[critical] zeros_held: bazaar', '[over] zeros_held: bazaar']);
  });

  it('tells again what goes on, after the repeat interval only', async () => {
    for (const second of [0, 10, 3_609, 3_610]) await look(second, HELD);
    expect(titles()).toHaveLength(2);
  });

  it('tries again ever more patiently, with what is so then', async () => {
    sink.answer = () => ({ status: 500 });
    for (const second of [0, 10, 14, 15, 24, 25]) await look(second, HELD);
    expect(sink.at('/hook')).toHaveLength(3);
    expect(errors).toEqual(['hook does not take notifications: HTTP 500: {}']);
    sink.answer = () => ({ status: 429, headers: { 'retry-after': '100' } });
    await look(45, HELD);
    sink.answer = () => ({ status: 200 });
    await look(144, HELD);
    expect(sink.at('/hook')).toHaveLength(4);
    await look(145, HELD, { ...HELD, subject: 'emporium', channel: 'emporium' });
    expect(titles().at(-1)).toBe('[critical] zeros_held (2)');
    const ids = sink.at('/hook').map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(2);
  });

  it('says nothing of what was over before its receiver came back', async () => {
    sink.answer = () => ({ status: 503 });
    for (const second of [0, 10]) await look(second, HELD);
    sink.answer = () => ({ status: 200 });
    for (const second of [20, 400]) await look(second);
    expect(sink.at('/hook')).toHaveLength(1);
  });

  it('writes to Slack, PagerDuty and by e-mail, and shows no secret', async () => {
    notifier = start(['slack', 'pager', 'mail']);
    for (const second of [0, 10]) await look(second, HELD);
    for (const second of [11, 200]) await look(second);

    const [slack] = sink.at('/services/T0/B0/slack-secret');
    expect(JSON.parse(slack?.body ?? '')).toEqual({
      text: expect.stringContaining('would go to zero &lt;and &amp; more&gt;') as string,
    });
    const [row] = await database.dataSource.query<[{ fingerprint: string }]>(
      'SELECT fingerprint FROM alert',
    );
    expect(posted('/pager')).toMatchObject([
      { event_action: 'trigger', dedup_key: row.fingerprint, routing_key: ROUTING_KEY },
      { event_action: 'resolve', dedup_key: row.fingerprint },
    ]);
    expect(mail.mails).toMatchObject([
      { to: ['night@example.com'] },
      { from: 'shelfwire@example.com' },
    ]);
    expect(mail.mails[0]?.raw).toContain('Subject: [critical] zeros_held: bazaar');
    expect(mail.mails[1]?.raw).toContain('Subject: [over] zeros_held: bazaar');
    expect(errors).toEqual([]);
  });

  it('goes to no private address unless it may', async () => {
    notifier = start(['guarded', 'guardedMail']);
    for (const second of [0, 10]) await look(second, HELD);
    expect(sink.requests).toEqual([]);
    expect(mail.mails).toEqual([]);
    expect(errors.toSorted()).toEqual([
      expect.stringMatching(/^guarded does not take .* no public address/),
      expect.stringMatching(/^guardedMail does not take .* no public address/),
    ]);
  });

  it('says nothing of what somebody has silenced, until that is over', async () => {
    await insertRows(database.dataSource, 'alert_silence', [
      {
        kind: 'zeros_held',
        subject: 'bazaar',
        reason: 'seen',
        silenced_by: 'ada',
        until: at(100),
      },
    ]);
    for (const second of [0, 10, 99]) await look(second, HELD);
    expect(titles()).toEqual([]);
    await look(101, HELD);
    expect(titles()).toEqual(['[critical] zeros_held: bazaar']);
  });

  it('tells a receiver of what it asked for only', async () => {
    const { hook } = receivers();
    notifier = start([], { receivers: { hook: { ...hook!, severities: ['warning'] } } });
    for (const second of [0, 40]) await look(second, HELD, stale('leeds'));
    expect(titles()).toEqual(['[warning] location_stale: leeds/pos']);
  });
});

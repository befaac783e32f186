import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { vendorSchema } from '../../../apps/sandbox/src/shopify/vendor-schema.js';
import { startAmazon } from '../../contract/amazon-subject.js';
import type { Subject } from '../../contract/conformance/subject.js';
import { startEbay } from '../../contract/ebay-subject.js';
import { startShop } from '../../contract/shopify-subject.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { sentBack, TwoChannels } from './two-channels.js';

const TIMEOUT_MS = 2_000;
const MINUTE_MS = 60_000;
/** Virtual time between two looks: pauses after failures grow to half a minute. */
const STEP_MS = 1_000;
/** Reading the vendor's schema takes a second, and more on a busy machine. */
const SCHEMA_MS = 60_000;
/** The other channel may be so much slower than on a calm day, on a machine that others use. */
const SLOWER = 3;
const SLACK_S = 0.5;

interface ChannelFault {
  readonly name: string;
  readonly start: () => Promise<Subject>;
  readonly breakIt: (subject: Subject, scene: TwoChannels) => void;
  /** once the trade is over */
  readonly mend?: (scene: TwoChannels) => void;
  /** virtual time that passes between two looks at what is shown, milliseconds */
  readonly stepMs?: number;
}

const ebay = () => startEbay({ timeoutMs: TIMEOUT_MS });
/** Applies what it accepted a second later, of its own clock. */
const amazon = () => startAmazon({ timeoutMs: TIMEOUT_MS }, { applyAfterMs: 1_000 });
const times = (kind: Parameters<Subject['market']['faults']['order']>[0], count: number) =>
  (({ market }: Subject) =>
    market.faults.order(kind, { times: count, delayMs: 30_000 })) satisfies ChannelFault['breakIt'];

const FAULTS: readonly ChannelFault[] = [
  { name: 'a storm of 429', start: ebay, breakIt: times('throttle', 8), stepMs: 10_000 },
  { name: 'internal errors', start: ebay, breakIt: times('fail', 5) },
  { name: 'answers that take 30 seconds', start: ebay, breakIt: times('slow', 3) },
  {
    name: 'answers lost after the number was applied',
    start: ebay,
    breakIt: times('lose_answer', 5),
  },
  { name: 'no answer at all', start: ebay, breakIt: times('half_open', 3) },
  { name: 'a proxy that answers 200 with a page', start: ebay, breakIt: times('garbage', 4) },
  {
    name: 'access tokens that expire',
    start: ebay,
    breakIt: (subject) => subject.expireTokens?.(),
  },
  {
    name: 'an account that is down for 30 minutes',
    start: ebay,
    breakIt: times('fail', 10_000),
    mend: (scene) => {
      scene.pass(30 * MINUTE_MS);
      scene.account.market.faults.clear();
    },
  },
  {
    name: 'numbers accepted and never applied',
    start: amazon,
    breakIt: times('never_apply', 6),
    stepMs: MINUTE_MS,
  },
  {
    name: 'numbers applied out of order',
    start: amazon,
    breakIt: times('apply_late', 6),
    stepMs: MINUTE_MS,
  },
];

let database: TestDatabase;
let scene: TwoChannels;
/** of the other channel on a calm day, seconds */
let calmP95: number;

const stage = async (start: ChannelFault['start']) => {
  await database.dataSource.query(
    `TRUNCATE item, publication, channel_lease, channel_listing, channel_control, channel_drift,
       listing_write`,
  );
  scene = new TwoChannels(database, await start(), await startShop({ timeoutMs: TIMEOUT_MS }));
  await scene.start();
};

beforeAll(async () => {
  vendorSchema();
  database = await createTestDatabase(inject('stack').statePostgres, 'channel_faults');
  await stage(ebay);
  await scene.trade(() => undefined);
  await scene.untilRight(0);
  calmP95 = scene.otherP95();
  await scene.close();
}, 2 * SCHEMA_MS);
afterAll(() => database.drop());
beforeEach(
  () => void vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true, now: Date.now() }),
);
afterEach(async () => {
  vi.useRealTimers();
  await scene.close();
});

it.each(FAULTS)(
  '$name: both channels end right, nothing goes back, the other keeps its pace',
  async (fault) => {
    await stage(fault.start);
    await scene.trade(() => fault.breakIt(scene.account, scene));
    const p95 = scene.otherP95();
    fault.mend?.(scene);
    await scene.untilRight(fault.stepMs ?? STEP_MS);

    console.log(
      `${fault.name}: p95 of the other channel ${p95.toFixed(2)} s, ${calmP95.toFixed(2)} s on a calm day`,
    );
    expect(sentBack(scene.sent)).toEqual([]);
    expect(p95).toBeLessThan(SLOWER * calmP95 + SLACK_S);
  },
);

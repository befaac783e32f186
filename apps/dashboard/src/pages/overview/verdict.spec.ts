import { describe, expect, it } from 'vitest';
import type { Status } from '../../../../api/src/status/status.schema.js';
import { verdict } from './verdict.js';

const SOURCE = { stale: false, heartbeat: {} } as Status['sources'][number];
const CHANNEL = { items: 4, lease: { expired: false } } as Status['channels'][number];

const status = (part: Partial<Status>): Status =>
  ({
    state: 'ok',
    sources: [SOURCE],
    channels: [CHANNEL],
    alerts: [],
    parked: { count: 0, byCode: [] },
    ...part,
  }) as Status;

const alert = (severity: string) => ({ severity, silence: null }) as Status['alerts'][number];
const silenced = { ...alert('critical'), silence: {} } as Status['alerts'][number];

describe('verdict', () => {
  it.each<[string, Partial<Status>]>([
    ['All is well', {}],
    ['1 critical alert open', { alerts: [alert('critical'), alert('warning')] }],
    ['2 alerts open', { alerts: [alert('warning'), alert('warning')] }],
    ['1 alert open', { alerts: [silenced, alert('warning')] }],
    ['All is well', { alerts: [silenced] }],
    ['1 source silent', { sources: [{ ...SOURCE, stale: true }] }],
    ['1,200 messages parked', { parked: { count: 1_200, byCode: [] } }],
    ['1 channel without a publisher', { channels: [{ ...CHANNEL, lease: null }] }],
    [
      '2 sources not heard yet',
      { sources: [SOURCE, SOURCE].map((one) => ({ ...one, heartbeat: null })) },
    ],
    ['Something needs attention', { state: 'attention' }],
  ])('%s', (sentence, part) => {
    expect(verdict(status(part))).toBe(sentence);
  });

  it('does not miss a publisher where nothing is to be published', () => {
    expect(verdict(status({ channels: [{ ...CHANNEL, items: 0, lease: null }] }))).toBe(
      'All is well',
    );
  });
});

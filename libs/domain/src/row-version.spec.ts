import { describe, expect, it } from 'vitest';
import { admit, type RowGuard, type RowVersion } from './row-version.js';

const guard: RowGuard = { epoch: 1, position: '0100', offset: 10n, revision: 2n };
const streamed = (over: Partial<RowVersion> = {}): RowVersion => ({
  epoch: 1,
  position: '0101',
  order: 'position',
  offset: 11n,
  revision: 2n,
  ...over,
});
const read = (over: Partial<RowVersion> = {}) => streamed({ order: 'arrival', ...over });

describe('admit', () => {
  it('takes a later position and refuses the same or an earlier one, whatever its offset', () => {
    expect(admit(guard, streamed())?.position).toBe('0101');
    expect(admit(guard, streamed({ position: '0100', offset: 99n }))).toBeUndefined();
    expect(admit(guard, streamed({ position: '0099', offset: 99n }))).toBeUndefined();
  });

  it('lets a snapshot read set the value by Kafka order but never raise the guard', () => {
    const after = admit(guard, read({ position: '0150' }));

    expect(after).toEqual({ ...guard, offset: 11n });
    expect(admit(after, streamed({ position: '0120', offset: 12n }))?.position).toBe('0120');
  });

  it('refuses a snapshot read that is repeated or older than the stream', () => {
    expect(admit(guard, read({ offset: 10n }))).toBeUndefined();
    expect(admit(guard, read({ position: '0099' }))).toBeUndefined();
  });

  it('takes a snapshot read without a native position by arrival alone', () => {
    expect(admit(guard, read({ position: null }))?.offset).toBe(11n);
  });

  it('lets an incremental read neither hide a change that comes after it nor revive one before it', () => {
    const afterRead = admit(guard, read({ position: null, offset: 20n }));
    expect(afterRead?.position).toBe('0100');
    expect(admit(afterRead, streamed({ position: '0099', offset: 21n }))).toBeUndefined();
    const afterChange = admit(afterRead, streamed({ position: '0101', offset: 22n }));
    expect(afterChange?.offset).toBe(22n);
    expect(admit(afterChange, read({ position: null, offset: 20n }))).toBeUndefined();
  });

  it('takes the same change again when its references have changed', () => {
    const again = streamed({ position: '0100', offset: 10n, revision: 3n });

    expect(admit(guard, again)?.revision).toBe(3n);
    expect(admit(guard, { ...again, revision: 1n })).toBeUndefined();
  });

  it('lets a new epoch win and an old one lose', () => {
    expect(admit(guard, streamed({ epoch: 2, position: '0001' }))?.position).toBe('0001');
    expect(admit(guard, streamed({ epoch: 0, position: '0999' }))).toBeUndefined();
  });
});

import { describe, expect, it, vi } from 'vitest';
import { readable } from './bytes.js';
import { secondsBetween } from './instants.js';
import { nativePosition } from './native-position.js';
import { recent } from './recent.js';

describe('readable', () => {
  it('does not take a cut character for noise', () => {
    const shown = readable(Buffer.from('€'.repeat(30_000)));
    expect(shown).toMatchObject({ encoding: 'utf8', bytes: 90_000, truncated: true });
    expect(shown?.text).toMatch(/^€+$/);
  });

  it('shows what is no UTF-8 as base64', () => {
    expect(readable(Buffer.from([0xc3, 0x28]))).toMatchObject({ encoding: 'base64', text: 'wyg=' });
    expect(readable(Buffer.from([0xe2, 0x82]))).toMatchObject({ encoding: 'base64' });
  });

  it('tells nothing from empty', () => {
    expect(readable(null)).toBeNull();
    expect(readable(Buffer.alloc(0))).toMatchObject({ encoding: 'utf8', text: '', bytes: 0 });
  });
});

describe('nativePosition', () => {
  it.each([
    ['0000000002.00000000000000001182.0000000000', /^binlog\b.*2:1182/],
    ['00000000000053262496', /^LSN 0\/32CB8A0$/],
    ['00001234/00005678/0000000001', /^LSN 00001234\//],
  ])('reads %s by its shape', (position, text) => {
    expect(nativePosition(position)).toMatch(text);
  });

  it('is null where the source gave none', () => {
    expect([nativePosition(null), nativePosition('')]).toEqual([null, null]);
  });
});

describe('secondsBetween', () => {
  it('is never negative', () => {
    expect(secondsBetween(new Date(2_000), new Date(1_000))).toBe(0);
    expect(secondsBetween(new Date(1_000), new Date(2_500))).toBe(1.5);
  });
});

describe('recent', () => {
  it('lets simultaneous askers share one look, and later ones for a while', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    let looks = 0;
    const read = recent(1_000, () => Promise.resolve((looks += 1)));
    expect(await Promise.all([read(), read()])).toEqual([1, 1]);
    vi.advanceTimersByTime(999);
    expect(await read()).toBe(1);
    vi.advanceTimersByTime(2);
    expect(await read()).toBe(2);
    vi.useRealTimers();
  });

  it('keeps what took long for longer', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const load = vi.fn<() => Promise<string>>().mockImplementation(() => {
      vi.advanceTimersByTime(500);
      return Promise.resolve('slow');
    });
    const read = recent(1_000, load);
    await read();
    vi.advanceTimersByTime(1_999);
    await read();
    expect(load).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(2);
    await read();
    expect(load).toHaveBeenCalledTimes(2);
    vi.useRealTimers();
  });

  it('does not keep a failure', async () => {
    const load = vi
      .fn<() => Promise<string>>()
      .mockRejectedValueOnce(new Error('away'))
      .mockResolvedValue('back');
    const read = recent(60_000, load);
    await expect(read()).rejects.toThrow('away');
    expect(await read()).toBe('back');
  });
});

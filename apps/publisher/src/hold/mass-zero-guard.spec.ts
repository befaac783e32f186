import { beforeEach, describe, expect, it } from 'vitest';
import { MassZeroGuard, WINDOW_MS } from './mass-zero-guard.js';

describe('MassZeroGuard', () => {
  let guard: MassZeroGuard;
  beforeEach(() => {
    guard = new MassZeroGuard({ share: 0.3, atLeast: 20 });
  });

  it('lets go what is no unusual share', () => {
    expect(guard.isHolding(30, 100, 0)).toBe(false);
    expect(guard.isHolding(31, 100, 0)).toBe(true);
  });

  it('never holds a few', () => {
    expect(guard.isHolding(20, 20, 0)).toBe(false);
    expect(guard.isHolding(21, 21, 0)).toBe(true);
  });

  it('holds nothing where there is no rule', () => {
    guard = new MassZeroGuard(null);
    guard.sent(1_000, 0);

    expect(guard.isHolding(1_000, 1_000, 0)).toBe(false);
  });

  it('counts what was sent a little while ago, so that a mistake is not let out in small batches', () => {
    guard.sent(25, 0);

    expect(guard.isHolding(5, 75, 1_000)).toBe(false);
    expect(guard.isHolding(6, 75, 1_000)).toBe(true);
    expect(guard.isHolding(20, 75, WINDOW_MS + 1)).toBe(false);
  });

  it('lets go what somebody has confirmed, however long it takes to send it', () => {
    guard.confirm(90);
    const at = (sent: number) => guard.isHolding(90 - sent, 100 - sent, sent * WINDOW_MS);
    const held = [at(0)];
    for (let sent = 1; sent <= 89; sent += 1) {
      guard.sent(1, (sent - 1) * WINDOW_MS);
      held.push(at(sent));
    }

    expect(held).not.toContain(true);
  });

  it('does not take a confirmation for one of the next time', () => {
    guard.confirm(90);
    guard.isHolding(0, 100, 0);

    expect(guard.isHolding(90, 100, 0)).toBe(true);
  });
});

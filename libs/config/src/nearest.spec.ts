import { describe, expect, it } from 'vitest';
import { nearest, suggest } from './nearest.js';

const NAMES = ['store-london', 'store-leeds', 'warehouse'];

describe('nearest', () => {
  it.each([
    ['store-lodnon', 'store-london'],
    ['london', 'store-london'],
    ['Warehouse', 'warehouse'],
    ['store-leed', 'store-leeds'],
  ])('takes %s for %s', (name, expected) => {
    expect(nearest(name, NAMES)).toBe(expected);
  });

  it('names nothing when nothing is near', () => {
    expect(nearest('x', NAMES)).toBeUndefined();
    expect(nearest('store', [])).toBeUndefined();
  });
});

describe('suggest', () => {
  it('lists what is valid when nothing is near', () => {
    expect(suggest('x', NAMES)).toBe('valid here: store-london, store-leeds, warehouse');
    expect(suggest('x', [])).toBeNull();
  });
});

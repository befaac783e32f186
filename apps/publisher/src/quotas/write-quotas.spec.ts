import { beforeEach, expect, it } from 'vitest';
import { WriteQuotas } from './write-quotas.js';

const DAY_MS = 86_400_000;
const LIMIT = { capacity: 10, windowMs: DAY_MS };
/** Nine of ten are for what is not zero. */
const NUMBERS = 9;

let now = 0;
let quotas: WriteQuotas;
/** The sizes of a shirt are one listing. */
const countedAs = (sku: string): string => (sku.startsWith('SHIRT') ? 'shirt' : sku);

beforeEach(() => {
  now = 0;
  quotas = new WriteQuotas([LIMIT], countedAs, () => now);
});

const write = (times: number, sku: string, charged = true) => {
  for (let time = 0; time < times; time += 1) quotas.begin([sku])(charged);
};

it('admits no more rows of one listing to a call than it may be written', () => {
  write(NUMBERS - 2, 'SHIRT-S');
  now += DAY_MS / 2;
  const admit = quotas.admission();

  expect(['SHIRT-S', 'SHIRT-M', 'SHIRT-L', 'CUP'].map((sku) => admit(sku, false))).toEqual([
    true,
    true,
    false,
    true,
  ]);
});

it('counts calls that are under way, and forgets those that the channel did not count', () => {
  write(NUMBERS - 1, 'SHIRT-S');
  now += DAY_MS / 2;
  const end = quotas.begin(['SHIRT-M']);
  expect(quotas.admission()('SHIRT-L', false)).toBe(false);
  end(false);

  expect(quotas.admission()('SHIRT-L', false)).toBe(true);
});

it('keeps the last writes for zeros', () => {
  write(NUMBERS, 'CUP');

  expect([quotas.waitMs('CUP', false) > DAY_MS, quotas.waitMs('CUP', true)]).toEqual([true, 0]);
});

it('tells once what is to be stored, and again where that failed', () => {
  write(2, 'SHIRT-S');
  write(1, 'SHIRT-M');
  write(1, 'CUP', false);
  const taken = quotas.takeUnsaved();
  expect([...taken]).toEqual([['shirt', 3]]);
  expect(quotas.takeUnsaved().size).toBe(0);
  quotas.giveBack(taken);

  expect([...quotas.takeUnsaved()]).toEqual([['shirt', 3]]);
});

it('goes on counting what was written before anybody knew which listing it is', () => {
  const names = new Map<string, string>();
  const learning = new WriteQuotas(
    [LIMIT],
    (sku) => names.get(sku) ?? sku,
    () => now,
  );
  for (let time = 0; time < NUMBERS; time += 1) learning.begin(['CUP'])(true);
  names.set('CUP', 'listing-1');

  expect(learning.admission()('CUP', false)).toBe(false);
});

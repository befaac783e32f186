import { describe, expect, it } from 'vitest';
import { catalogueOf } from './catalogue.js';
import { demandOf } from './demand.js';
import { readInvoices } from './invoices.js';
import { openingStock } from './opening-stock.js';
import { PLACES } from './places.js';

const invoices = readInvoices();
const items = catalogueOf(invoices);
const stock = openingStock(items, invoices, '7');
const demand = demandOf(invoices, '7');

describe('openingStock', () => {
  it('stocks every item that is goods at every place', () => {
    expect(stock).toHaveLength(items.filter((item) => item.goods).length * PLACES.length);
  });

  it('covers the demand of most items, and runs out of some', () => {
    const wanted = stock.filter(({ place, code }) => (demand.get(place)?.get(code) ?? 0) > 0);
    const short = wanted.filter(
      ({ place, code, quantity }) => quantity < (demand.get(place)?.get(code) ?? 0),
    );

    expect(short.length / wanted.length).toBeGreaterThan(0.05);
    expect(short.length / wanted.length).toBeLessThan(0.2);
  });
});

describe('catalogueOf', () => {
  it('takes two spellings of a code for one item', () => {
    const codes = items.map((item) => item.code.toUpperCase());

    expect(new Set(codes).size).toBe(items.length);
  });

  it('tells goods from services', () => {
    const services = items.filter((item) => !item.goods).map((item) => item.code);

    expect(services).toEqual(['BANK CHARGES', 'C2', 'D', 'DOT', 'M', 'POST']);
  });
});

import type { RequestHandler } from 'express';
import type { FakeFaults } from './fake-fault.js';

/** A listing as the merchant set it up before anybody writes quantities. */
export interface FakeListing {
  readonly sku: string;
  readonly quantity: number;
}

export interface FakeCall {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** A quantity that became visible, in the order in which it did. */
export interface FakeWrite {
  readonly sku: string;
  readonly quantity: number;
}

/** One merchant's account on a pretend marketplace: what people and tests can do behind its API. */
export interface FakeMarket {
  /** the marketplace's own API, below its base URL */
  readonly api: RequestHandler;
  readonly faults: FakeFaults;
  readonly calls: readonly FakeCall[];
  readonly writes: readonly FakeWrite[];
  seed(listings: readonly FakeListing[]): void;
  /** what customers see */
  shown(): ReadonlyMap<string, number>;
  /** somebody changes a quantity in the marketplace's own pages */
  edit(sku: string, quantity: number): void;
  /** Everything that was accepted and is still worked on is applied, as far as it ever will be. */
  settle(): void;
}

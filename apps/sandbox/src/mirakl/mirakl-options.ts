/** Shortest times between two calls of a kind, milliseconds; 0: none. */
export interface CallIntervals {
  /** STO01 */
  readonly imports: number;
  /** STO02 */
  readonly status: number;
  /** STO03 */
  readonly reports: number;
}

export interface MiraklOptions {
  readonly apiKey: string;
  /** shops of the key's user; calls that name none concern the first one */
  readonly shopIds: readonly [number, ...number[]];
  /** the one of them that has the offers; the others have none */
  readonly shopId: number;
  readonly warehouses: readonly string[];
  /** milliseconds */
  readonly now: () => number;
  /** an import waits, and is then worked on, for these times, or until the market is settled */
  readonly importWaitMs: number;
  readonly importRunMs: number;
  readonly intervals: CallIntervals;
  /** tells how many lines were in success and in error, which the vendor does not promise */
  readonly tellsCounts: boolean;
  /** answers the file of an import that still waits with that import's id */
  readonly mergesDuplicates: boolean;
}

export const MIRAKL_DEFAULTS: MiraklOptions = {
  apiKey: '2b7e1516-28ae-4d2a-9bf7-158809cf4f3c',
  shopIds: [2043],
  shopId: 2043,
  warehouses: ['BERLIN', 'LYON'],
  now: () => Date.now(),
  importWaitMs: 10_000,
  importRunMs: 10_000,
  intervals: { imports: 60_000, status: 15_000, reports: 60_000 },
  tellsCounts: true,
  mergesDuplicates: false,
};

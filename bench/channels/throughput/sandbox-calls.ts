const PATH = '/v1/accounts/bench/quantities';
const HEADERS = { 'content-type': 'application/json', authorization: 'Bearer bench' };

/** The writes that tell a marketplace the numbers of so many listings. */
export class SandboxCalls {
  constructor(
    readonly rows: number,
    readonly rowsPerCall: number,
  ) {}

  *all() {
    for (let from = 0; from < this.rows; from += this.rowsPerCall) {
      const items = Array.from({ length: this.rowsPerCall }, (_, at) => ({
        sku: skuOf(from + at),
        quantity: 40,
      }));
      yield { path: PATH, body: JSON.stringify({ items }), headers: HEADERS };
    }
  }
}

export const skuOf = (at: number): string => `SKU-${String(at).padStart(7, '0')}`;

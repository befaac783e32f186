/** An expression of a pack that does not compile. */
export class ExpressionError extends Error {
  override name = 'ExpressionError';

  /** @param path such as `tables.stock_quant.rules.available.when` */
  constructor(
    readonly path: string,
    readonly source: string,
    readonly detail: string,
  ) {
    super(`${path}: ${detail}`);
  }
}

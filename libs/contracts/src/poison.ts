/**
 * A message that can never work: it is parked with its key, reason and bytes (promise I8).
 *
 * @param code dotted and stable, such as `change.unknown_op`
 */
export class PoisonMessageError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'PoisonMessageError';
  }
}

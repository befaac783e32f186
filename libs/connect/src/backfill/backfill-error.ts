/** A backfill cannot be as it was asked for: the message says why, and what can be done. */
export class BackfillError extends Error {
  override name = 'BackfillError';
}

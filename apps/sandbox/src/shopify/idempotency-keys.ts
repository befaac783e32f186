/** How long a key is remembered (shopify.dev/docs/api/usage/implementing-idempotency). */
const WINDOW_MS = 24 * 3_600_000;

interface Attempt {
  readonly atMs: number;
  /** the parameters of the first call with the key */
  readonly parameters: string;
  readonly succeeded: boolean;
}

/** What is known of a key: nothing, or what became of the call that had it first. */
export type KeyState = 'new' | 'repeated' | 'failed_before' | 'other_parameters';

export class IdempotencyKeys {
  private readonly attempts = new Map<string, Attempt>();

  /** @param now milliseconds */
  constructor(private readonly now: () => number) {}

  look(key: string, parameters: string): KeyState {
    const attempt = this.attempts.get(key);
    if (!attempt || this.now() - attempt.atMs >= WINDOW_MS) return 'new';
    if (attempt.parameters !== parameters) return 'other_parameters';
    return attempt.succeeded ? 'repeated' : 'failed_before';
  }

  remember(key: string, parameters: string, succeeded: boolean): void {
    this.attempts.set(key, { atMs: this.now(), parameters, succeeded });
  }
}

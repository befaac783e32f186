import type { NotNow } from '../port/push-result.js';

/** What a token endpoint said. */
export type TokenAnswer = GrantedToken | NotNow;

export interface GrantedToken {
  readonly kind: 'token';
  readonly token: string;
  /** milliseconds from the request on */
  readonly expiresInMs: number;
}

export type UsableToken = Pick<GrantedToken, 'kind' | 'token'> | NotNow;

/** Time for a call that carries the token to arrive. */
const MARGIN_MS = 60_000;

/**
 * An access token that is kept until shortly before it expires. However many calls need a new one, one
 * request goes out, and all of them get its answer; a failure is not kept.
 */
export class TokenSource {
  private kept: { readonly token: string; readonly goodUntilMs: number } | undefined;
  private asking: Promise<TokenAnswer> | undefined;

  /**
   * @param request asks the token endpoint; must end by itself
   * @param now milliseconds on a clock that never goes back
   */
  constructor(
    private readonly request: () => Promise<TokenAnswer>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  async token(): Promise<UsableToken> {
    if (this.kept && this.now() < this.kept.goodUntilMs) {
      return { kind: 'token', token: this.kept.token };
    }
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    return this.asking;
  }

  /** The channel did not take this token; one that has come since stays. */
  forget(token: string): void {
    if (this.kept?.token === token) this.kept = undefined;
  }

  private async ask(): Promise<TokenAnswer> {
    const askedAtMs = this.now();
    const answer = await this.request();
    if (answer.kind === 'token') {
      const { token, expiresInMs } = answer;
      const usableMs = Math.max(expiresInMs - MARGIN_MS, expiresInMs / 2);
      this.kept = { token, goodUntilMs: askedAtMs + usableMs };
    }
    return answer;
  }
}

/** Where a receiver listens, and how it knows us. */
export interface WebhookEndpoint {
  /** without login, query and fragment */
  readonly url: string;
  /** what the receiver's events name as their source */
  readonly account: string;
  /** `whsec_` and base64: the current one, and while it is changed the previous one */
  readonly secrets: readonly string[];
  /** sent as a bearer token; null: none */
  readonly token: string | null;
  readonly rowsPerCall: number;
  /** whether the address may be this machine's or its network's */
  readonly allowPrivateAddresses: boolean;
}

export const secretTexts = ({ secrets, token }: WebhookEndpoint): readonly string[] =>
  token === null ? secrets : [...secrets, token];

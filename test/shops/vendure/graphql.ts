/** What a GraphQL API answered: `data` beside or instead of `errors`. */
export interface GraphAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: object }[];
}

/** One visitor of one of the shop's two APIs; keeps the session that the shop gives out. */
export class GraphVisitor {
  private token: string | undefined;

  constructor(private readonly url: string) {}

  /** @throws Error with the first error that the shop tells */
  async ask<Data>(query: string, variables: object = {}): Promise<Data> {
    const { data, errors } = await this.call(query, variables);
    const [error] = errors ?? [];
    if (error) throw new Error(`${error.message} (${query.trim().slice(0, 80)})`);
    return data as Data;
  }

  private async call(query: string, variables: object): Promise<GraphAnswer> {
    const answer = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(20_000),
    });
    this.token = answer.headers.get('vendure-auth-token') ?? this.token;
    return (await answer.json()) as GraphAnswer;
  }
}

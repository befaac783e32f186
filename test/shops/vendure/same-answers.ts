/** A request to the Admin API as it is sent. */
export interface RawCall {
  readonly query: string;
  readonly variables?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** instead of the two above */
  readonly body?: string;
}

export interface RawAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What a shop answers, as far as two shops can answer the same: ids and places differ. */
export async function answerOf(url: string, apiKey: string, call: RawCall): Promise<RawAnswer> {
  const { query, variables = {}, headers = {}, body } = call;
  const answer = await fetch(`${url}/admin-api`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'vendure-api-key': apiKey, ...headers },
    body: body ?? JSON.stringify({ query, variables }),
  });
  return { status: answer.status, body: JSON.parse(await answer.text(), comparable) as unknown };
}

/** The same, where only the kind of a failure is said in one order. */
export function gistOf({ status, body }: RawAnswer) {
  const { data, errors } = body as {
    data?: unknown;
    errors: readonly { readonly extensions?: { readonly code?: string } }[];
  };
  const codes = new Set(errors.map(({ extensions }) => extensions?.code ?? 'no code'));
  return { status, codes: [...codes].toSorted(), hasData: Boolean(data) };
}

const DIFFERENT = new Set(['locations', 'http', 'timestamp']);

/** An error that only says that there is one need not say it in the same words. */
function comparable(key: string, value: unknown): unknown {
  if (DIFFERENT.has(key)) return undefined;
  if (key === 'id' || key === 'stockLocationId') return 'an id';
  if (key !== 'message' || typeof value !== 'string') return value;
  return value.startsWith('Unterminated string') ? '' : value.replace(/ "FK_\w+"$/, '');
}

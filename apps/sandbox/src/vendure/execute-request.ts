import {
  executeSync,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type GraphQLFormattedError,
} from 'graphql';
import { ADMIN_SCHEMA } from './schema.js';

export interface GraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface GraphAnswer {
  readonly status: number;
  readonly body: {
    readonly data?: unknown;
    readonly errors?: readonly GraphQLFormattedError[];
  };
}

/** One request as Vendure's server takes it: what does not fit the schema is a 400, all else a 200. */
export function executeRequest(
  { query, variables }: GraphRequest,
  rootValue: unknown,
): GraphAnswer {
  const document = readDocument(query);
  if (!('kind' in document)) return document;
  const { data, errors } = executeSync({
    schema: ADMIN_SCHEMA,
    document,
    rootValue,
    variableValues: variables,
  });
  // Without `data` the variables did not fit, and nothing was executed.
  if (data === undefined) return answer(200, errors ?? [], 'BAD_USER_INPUT');
  const told = (errors ?? []).map((error) => error.toJSON());
  return { status: 200, body: told.length > 0 ? { errors: told, data } : { data } };
}

function readDocument(query: string): DocumentNode | GraphAnswer {
  try {
    const document = parse(query);
    const faults = validate(ADMIN_SCHEMA, document);
    return faults.length > 0 ? answer(400, faults, 'GRAPHQL_VALIDATION_FAILED') : document;
  } catch (error) {
    if (error instanceof GraphQLError) return answer(400, [error], 'GRAPHQL_PARSE_FAILED');
    throw error;
  }
}

const answer = (status: number, errors: readonly GraphQLError[], code: string): GraphAnswer => ({
  status,
  body: {
    errors: errors.map((error) => ({
      ...error.toJSON(),
      extensions: { code, ...error.extensions },
    })),
  },
});

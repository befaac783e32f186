import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** An error of a resolver's, with Shopify's code: its field becomes null. */
export const resolverError = (code: string, message: string) =>
  new GraphQLError(message, { extensions: { code } });

/** What GraphQL itself found, with a code where it has none. */
export function withCode(error: GraphQLError, code: string): GraphQLFormattedError {
  return { ...error.toJSON(), extensions: { code, ...error.extensions } };
}

export const THROTTLED: GraphQLFormattedError = {
  message: 'Throttled',
  extensions: {
    code: 'THROTTLED',
    documentation: 'https://shopify.dev/api/usage/rate-limits',
  },
};

export const INTERNAL_ERROR: GraphQLFormattedError = {
  message: 'Internal error. Looks like something went wrong on our end.',
  extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: '6f1ad7e6-0000-4000-8000-000000000000' },
};

export const tooExpensive = (cost: number, maxCost: number): GraphQLFormattedError => ({
  message: `Query cost is ${cost}, which exceeds the single query max cost limit (${maxCost}).`,
  extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost },
});

export const tooManyInputs = (size: number, most: number, path: readonly (string | number)[]) =>
  ({
    message: `The input array size of ${size} is greater than the maximum allowed of ${most}.`,
    path,
    extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' },
  }) satisfies GraphQLFormattedError;

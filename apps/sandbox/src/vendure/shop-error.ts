import { GraphQLError } from 'graphql';

/** An error of a resolver's with Vendure's code. */
export const shopError = (code: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });

export const forbidden = (): GraphQLError =>
  shopError('FORBIDDEN', 'You are not currently authorized to perform this action');

/** What the database says is handed on, without a code. */
export const databaseError = (message: string): GraphQLError => new GraphQLError(message);

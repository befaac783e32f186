import {
  executeSync,
  GraphQLError,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFormattedError,
  type OperationDefinitionNode,
} from 'graphql';
import { MOST_INPUTS, oversizeInput } from './input-size.js';
import type { Points, ToldCost } from './points.js';
import { actualCost, requestedCost } from './query-cost.js';
import { THROTTLED, tooExpensive, tooManyInputs, withCode } from './request-error.js';
import type { SetContext } from './set-quantities.js';
import { vendorSchema } from './vendor-schema.js';

/** Most points of one call, on every plan. */
const MOST_COST = 1_000;

export interface GraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface GraphAnswer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: { readonly cost: ToldCost };
}

/** One request as Shopify takes it: parsed, validated, priced, paid for and executed. */
export function executeRequest(
  { query, variables }: GraphRequest,
  points: Points,
  rootValue: unknown,
  contextValue: SetContext,
): GraphAnswer {
  const document = readDocument(query);
  if (!('kind' in document)) return document;
  const [operation] = document.definitions as readonly OperationDefinitionNode[];
  if (!operation) return { errors: [{ message: 'No operation was found.' }] };
  const oversize = oversizeInput(variables);
  if (oversize) {
    const path = [rootField(operation), ...oversize.path];
    return { errors: [tooManyInputs(oversize.size, MOST_INPUTS, path)] };
  }
  const requested = requestedCost(vendorSchema(), operation, variables);
  if (requested > MOST_COST) return { errors: [tooExpensive(requested, MOST_COST)] };
  if (!points.canPay(requested)) {
    return { errors: [THROTTLED], extensions: { cost: points.told(requested, null) } };
  }
  const result = executeSync({
    schema: vendorSchema(),
    document,
    rootValue,
    contextValue,
    variableValues: variables,
  });
  const actual =
    operation.operation === OperationTypeNode.MUTATION
      ? requested
      : actualCost(requested, result.data);
  points.pay(actual);
  return { ...formatted(result), extensions: { cost: points.told(requested, actual) } };
}

function readDocument(query: string): DocumentNode | GraphAnswer {
  try {
    const document = parse(query);
    const [first] = validate(vendorSchema(), document);
    return first ? { errors: [withCode(first, 'undefinedField')] } : document;
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error.toJSON()] };
    throw error;
  }
}

function rootField({ selectionSet: { selections } }: OperationDefinitionNode): string {
  const [first] = selections;
  return first && 'name' in first ? first.name.value : '';
}

/** Without `data` the variables did not fit, and nothing was executed. */
function formatted({ data, errors }: ExecutionResult): GraphAnswer {
  if (data === undefined) {
    return { errors: (errors ?? []).map((error) => withCode(error, 'INVALID_VARIABLE')) };
  }
  return errors ? { data, errors: errors.map((error) => error.toJSON()) } : { data };
}

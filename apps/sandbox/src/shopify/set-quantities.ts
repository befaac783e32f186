import { getDirectiveValues, type GraphQLResolveInfo } from 'graphql';
import type { FakeFaults } from '../fake/fake-fault.js';
import type { IdempotencyKeys } from './idempotency-keys.js';
import type { Inventory } from './inventory.js';
import { resolverError } from './request-error.js';
import { userErrorsOf, type SetInput, type UserError } from './user-errors.js';

export interface SetContext {
  readonly inventory: Inventory;
  readonly keys: IdempotencyKeys;
  readonly faults: FakeFaults;
  readonly locationId: string;
}

interface SetPayload {
  readonly inventoryAdjustmentGroup: null;
  readonly userErrors: readonly UserError[];
}

/**
 * `inventorySetQuantities` as of 2026-04. All of the rows are set, or none of them.
 *
 * @throws GraphQLError for what the schema does not state and Shopify requires
 */
export function setQuantities(
  { input }: { input: SetInput },
  context: SetContext,
  info: GraphQLResolveInfo,
): SetPayload {
  const key = requiredKey(info);
  if (input.quantities.some((row) => !('changeFromQuantity' in row))) {
    throw resolverError(
      'INVALID_FIELD_ARGUMENTS',
      'InventoryQuantityInput must include the following argument: changeFromQuantity.',
    );
  }
  const parameters = JSON.stringify(input);
  switch (context.keys.look(key, parameters)) {
    case 'new':
      return setAnew(input, context, key, parameters);
    case 'repeated':
      return payload([]);
    case 'failed_before':
      return payload([FAILED_BEFORE]);
    case 'other_parameters':
      return payload([OTHER_PARAMETERS]);
  }
}

function setAnew(
  input: SetInput,
  { inventory, keys, faults, locationId }: SetContext,
  key: string,
  parameters: string,
): SetPayload {
  const userErrors = userErrorsOf(input, inventory, locationId);
  keys.remember(key, parameters, userErrors.length === 0);
  if (userErrors.length > 0) return payload(userErrors);
  const fault = faults.take('never_apply', 'apply_late');
  if (fault?.kind === 'apply_late') inventory.applyLate(input.quantities);
  if (!fault) inventory.apply(input.quantities);
  return payload([]);
}

function requiredKey({ schema, fieldNodes: [field], variableValues }: GraphQLResolveInfo): string {
  const directive = schema.getDirective('idempotent');
  const values = directive && field && getDirectiveValues(directive, field, variableValues);
  if (!values) {
    throw resolverError(
      'BAD_REQUEST',
      'The @idempotent directive is required for this mutation but was not provided.',
    );
  }
  const key = String(values['key']);
  if (key.trim() === '') {
    throw resolverError('BAD_REQUEST', 'The idempotency key cannot be empty.');
  }
  return key;
}

const payload = (userErrors: readonly UserError[]): SetPayload => ({
  inventoryAdjustmentGroup: null,
  userErrors,
});

const FAILED_BEFORE: UserError = {
  code: 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED',
  field: null,
  message: 'A previous request with this idempotency key failed. Retry with a new idempotency key.',
};

const OTHER_PARAMETERS: UserError = {
  code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
  field: null,
  message: 'The same idempotency key cannot be used with different operation parameters.',
};

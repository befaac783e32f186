import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

const MUTATION_POINTS = 10;
const CONNECTION_POINTS = 2;

/**
 * Points that a call asks for before it is executed: 10 for a mutation, 0 for a scalar, 1 for an
 * object, the most that one of its types can cost for an interface, and for a connection or a list
 * that of one member times `first` or the number of ids.
 *
 * Shopify publishes these prices but for the size of connections, which it has made cheaper since; what
 * is here is dearer, so that nobody comes to rely on less
 * (shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits).
 */
export function requestedCost(
  schema: GraphQLSchema,
  { operation, selectionSet }: OperationDefinitionNode,
  variables: Variables,
): number {
  if (operation === OperationTypeNode.MUTATION)
    return MUTATION_POINTS * selectionSet.selections.length;
  const root = schema.getQueryType();
  return root ? costOfSelections({ schema, variables }, selectionSet, root) : 0;
}

interface Pricing {
  readonly schema: GraphQLSchema;
  readonly variables: Variables;
}

function costOfSelections(
  pricing: Pricing,
  { selections }: SelectionSetNode,
  parent: GraphQLCompositeType,
): number {
  let fields = 0;
  let dearest = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) fields += costOfField(pricing, selection, parent);
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const type = pricing.schema.getType(selection.typeCondition?.name.value ?? '');
      if (!isObjectType(type)) continue;
      dearest = Math.max(dearest, costOfSelections(pricing, selection.selectionSet, type));
    }
  }
  return fields + dearest;
}

function costOfField(pricing: Pricing, field: FieldNode, parent: GraphQLCompositeType): number {
  const type = 'getFields' in parent ? parent.getFields()[field.name.value]?.type : undefined;
  if (!type || !field.selectionSet) return 0;
  const named = getNamedType(type);
  if (!isCompositeType(named) || named.name === 'PageInfo') return 0;
  const members = costOfSelections(pricing, field.selectionSet, named);
  if (named.name.endsWith('Connection')) {
    return CONNECTION_POINTS + sizeOf(pricing, field) * members;
  }
  return isListType(getNullableType(type))
    ? sizeOf(pricing, field) * Math.max(1, members)
    : 1 + members;
}

/** `first` of a connection, the number of `ids` of a list; 1 where neither is said. */
function sizeOf({ variables }: Pricing, { arguments: given }: FieldNode): number {
  for (const { name, value } of given ?? []) {
    const said = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
    if (name.value === 'ids' && Array.isArray(said)) return said.length;
    if (name.value === 'first') {
      if (value.kind === Kind.INT) return Number(value.value);
      if (typeof said === 'number') return said;
    }
  }
  return 1;
}

/** Points that an answer turned out to cost: its objects, as far as they were asked for. */
export function actualCost(requested: number, data: unknown): number {
  return Math.min(requested, objectsIn(data));
}

function objectsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const members = Object.values(value).reduce<number>((sum, each) => sum + objectsIn(each), 0);
  return Array.isArray(value) ? members : members + 1;
}

import { z } from 'zod';

const reference = z.object({ $ref: z.string().startsWith('#/definitions/') });

const parameter = z.looseObject({
  name: z.string(),
  in: z.enum(['path', 'query', 'body', 'header']),
  required: z.boolean().default(false),
  type: z.enum(['string', 'integer', 'boolean', 'array']).optional(),
  schema: reference.optional(),
});

type Parameter = z.infer<typeof parameter>;

const operation = z.object({
  operationId: z.string(),
  parameters: z.array(parameter).default([]),
  responses: z.record(z.string(), z.object({ schema: reference.optional() })),
});

const model = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  definitions: z.record(z.string(), z.unknown()),
});

/** One operation of a Swagger 2 model, with what it takes and answers as JSON Schemas. */
export interface VendorOperation {
  readonly id: string;
  readonly query: object;
  readonly readQuery: (query: URLSearchParams) => Record<string, unknown>;
  readonly body: object | undefined;
  /** by status */
  readonly answers: ReadonlyMap<string, object>;
}

/** @param name under which the validator finds the model's definitions */
export function vendorOperations(name: string, content: object) {
  const { definitions, paths } = model.parse(content);
  const operations = Object.values(paths)
    .flatMap((path) => Object.values(path))
    .flatMap((each) => operation.safeParse(each).data ?? [])
    .map((each) => operationOf(name, each));
  return { definitions, operations };
}

function operationOf(
  name: string,
  { operationId, parameters, responses }: z.infer<typeof operation>,
): VendorOperation {
  const inModel = (schema: z.infer<typeof reference> | undefined) =>
    schema && { $ref: `${name}${schema.$ref}` };
  const inQuery = parameters.filter((each) => each.in === 'query');
  const answers = Object.entries(responses).flatMap(([status, { schema }]) => {
    const found = inModel(schema);
    return found ? [[status, found] as const] : [];
  });
  return {
    id: operationId,
    query: querySchema(inQuery),
    readQuery: (query) => readQuery(inQuery, query),
    body: inModel(parameters.find((each) => each.in === 'body')?.schema),
    answers: new Map(answers),
  };
}

/** Words that Swagger has for a parameter and its place, none of them a schema's. */
const OF_A_PARAMETER = new Set(['name', 'in', 'required']);

function querySchema(parameters: readonly Parameter[]): object {
  const properties = parameters.map((each): [string, object] => [
    each.name,
    Object.fromEntries(Object.entries(each).filter(([word]) => !OF_A_PARAMETER.has(word))),
  ]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

/** Lists are delimited by commas, which have no escape. */
function readQuery(parameters: readonly Parameter[], query: URLSearchParams) {
  const types = new Map(parameters.map(({ name, type }) => [name, type]));
  return Object.fromEntries(
    [...query].map(([name, text]): [string, unknown] => {
      const type = types.get(name);
      if (type === 'array') return [name, text.split(',')];
      if (type === 'integer') return [name, Number(text)];
      return [name, type === 'boolean' ? text === 'true' : text];
    }),
  );
}

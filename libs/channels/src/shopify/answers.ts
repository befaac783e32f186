import { z } from 'zod';

const throttleStatus = z.object({ currentlyAvailable: z.number(), restoreRate: z.number() });

/** `extensions.cost`: points that the call asked for, and what is left (shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits). */
export const cost = z.object({ requestedQueryCost: z.number(), throttleStatus });

export type Cost = z.infer<typeof cost>;

const graphError = z.object({
  message: z.string(),
  extensions: z.object({ code: z.string().optional() }).optional(),
});

export type GraphError = z.infer<typeof graphError>;

/** What every answer under status 200 looks like, whatever was asked. */
export const envelope = z.object({
  data: z.unknown().optional(),
  errors: z.array(graphError).min(1).optional(),
  extensions: z.object({ cost: cost.optional() }).optional(),
});

const userError = z.object({
  code: z.string().nullish(),
  field: z.array(z.string()).nullish(),
  message: z.string(),
});

export type UserError = z.infer<typeof userError>;

export const setData = z.object({
  inventorySetQuantities: z.object({ userErrors: z.array(userError) }),
});

/** Asked for by one name, so that there is one. It is negative where more was sold than there was. */
const quantities = z.tuple([z.object({ quantity: z.int() })]);

const readItem = z.object({
  id: z.string(),
  inventoryLevel: z.object({ quantities }).nullable(),
});

/** An id that is none comes back as null, the id of something else as an empty object. */
export const readData = z.object({
  nodes: z.array(z.union([readItem, z.strictObject({}), z.null()])),
});

/** Where the next page begins is told where there is one. */
const pageInfo = z.discriminatedUnion('hasNextPage', [
  z.object({ hasNextPage: z.literal(true), endCursor: z.string() }),
  z.object({ hasNextPage: z.literal(false) }),
]);

export const listData = z.object({
  location: z
    .object({
      inventoryLevels: z.object({
        nodes: z.array(
          z.object({ item: z.object({ id: z.string(), sku: z.string().nullable() }), quantities }),
        ),
        pageInfo,
      }),
    })
    .nullable(),
});

/** What is said without GraphQL, such as under status 401. */
export const plainError = z.object({ errors: z.string() });

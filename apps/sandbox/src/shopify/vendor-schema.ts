import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const FILE = new URL('../../vendor/shopify/admin_2026-10.json.gz', import.meta.url);

let schema: GraphQLSchema | undefined;

/** Shopify's own schema; reading it takes about a second, once per process. */
export function vendorSchema(): GraphQLSchema {
  schema ??= readSchema();
  return schema;
}

function readSchema(): GraphQLSchema {
  const text = gunzipSync(readFileSync(FILE)).toString('utf8');
  const { data } = JSON.parse(text) as { data: IntrospectionQuery };
  return buildClientSchema(data, { assumeValid: true });
}

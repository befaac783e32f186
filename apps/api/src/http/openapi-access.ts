import { admitted } from '#access';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { DeclaredRoute } from '../access/declared-routes.js';
import { PROBLEM_TYPE } from './problem.js';

type Operation = Record<string, unknown> & { readonly responses?: object };

const refusal = (description: string): object => ({
  description,
  content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** Says of every operation whether it asks for a key, which scopes may call it, and how it refuses others. */
export function declareAccess(
  document: OpenAPIObject,
  routes: readonly DeclaredRoute[],
): OpenAPIObject {
  for (const { method, path, access } of routes) {
    const operations = (document.paths[path] ?? {}) as Record<string, Operation>;
    const operation = operations[method];
    if (operation && access) Object.assign(operation, accessOf(operation, access.scopes));
  }
  return document;
}

type Scopes = NonNullable<DeclaredRoute['access']>['scopes'];

function accessOf({ responses }: Operation, scopes: Scopes): object {
  if (scopes === 'anyone') return { security: [] };
  return {
    security: [{ key: [] }, { session: [] }],
    'x-shelfwire-scopes': admitted(scopes),
    responses: {
      ...responses,
      401: refusal('No API key, or one that is unknown, expired or revoked'),
      403: refusal(`The scope of the key is none of ${admitted(scopes).join(', ')}`),
      429: refusal('Too many wrong keys came from this address'),
    },
  };
}

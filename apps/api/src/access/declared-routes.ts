import { ACCESS, type RouteAccess } from '#access';
import { RequestMethod, type INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';

/** One route of a controller, and what it says of who may call it. */
export interface DeclaredRoute {
  /** such as `get` */
  readonly method: string;
  /** such as `/v1/items/{sku}` */
  readonly path: string;
  /** undefined: it says nothing */
  readonly access: RouteAccess | undefined;
}

/** Every HTTP route of the application's controllers. */
export function declaredRoutes(app: INestApplication): DeclaredRoute[] {
  return [...app.get(ModulesContainer).values()].flatMap(({ controllers }) =>
    [...controllers.values()].flatMap(({ metatype }) =>
      typeof metatype === 'function' ? routesOf(metatype) : [],
    ),
  );
}

/**
 * Refuses to go on with a route that does not say who may call it, or a write that does not say what it
 * does: whoever forgot it is told at once, not by an attacker.
 */
export function requireAccess(routes: readonly DeclaredRoute[]): void {
  const silent = routes.filter(
    ({ method, access }) => !access || (method !== 'get' && access.action === undefined),
  );
  if (silent.length === 0) return;
  const names = silent.map(({ method, path }) => `${method.toUpperCase()} ${path}`).join(', ');
  throw new Error(
    `${names}: expected @Access(scopes) on a route that reads, @Access(scopes, action) on one that writes`,
  );
}

function routesOf(controller: object & { prototype?: unknown }): DeclaredRoute[] {
  const base = String(Reflect.getMetadata('path', controller) ?? '');
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    if (typeof handler !== 'function') return [];
    const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
    if (method === undefined) return [];
    const path = `/${base}/${String(Reflect.getMetadata('path', handler))}`
      .replace(/\/+/g, '/')
      .replace(/(.)\/$/, '$1')
      .replace(/:(\w+)/g, '{$1}');
    const access = Reflect.getMetadata(ACCESS, handler) as RouteAccess | undefined;
    return [{ method: RequestMethod[method].toLowerCase(), path, access }];
  });
}

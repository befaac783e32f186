import type { NestExpressApplication } from '@nestjs/platform-express';
import { ModulesContainer } from '@nestjs/core';
import { z } from 'zod';

/** Nest's own names of what decorators leave on handlers. */
const ARGUMENTS = '__routeArguments__';
const SERIALIZER = 'class_serializer:options';
const HTTP_CODE = '__httpCode__';
const KINDS: Readonly<Record<string, ArgumentKind>> = { 3: 'body', 4: 'query', 5: 'param' };

type ArgumentKind = 'body' | 'query' | 'param';

/** Names of an object's fields, and those that must be there. */
export interface Fields {
  readonly all: readonly string[];
  readonly required: readonly string[];
}

/** A handler as its decorators describe it to Nest. */
export interface Handled {
  readonly status: number;
  readonly arguments: Readonly<Partial<Record<ArgumentKind, Fields>>>;
  /** null: it writes its answer itself */
  readonly answer: Fields | null;
}

interface ExpressRoute {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

/** `GET /v1/items/{sku}` and so on, of every route that the running server answers under /v1. */
export const servedRoutes = (app: NestExpressApplication): string[] =>
  everyRoute(app).filter((name) => name.includes(' /v1/'));

/** Those as well that no controller serves. */
export function everyRoute(app: NestExpressApplication): string[] {
  const express: unknown = app.getHttpAdapter().getInstance();
  const { router } = express as { router: { stack: ExpressRoute[] } };
  return router.stack.flatMap(({ route }) =>
    route ? Object.keys(route.methods).map((method) => nameOf(method, route.path)) : [],
  );
}

export const nameOf = (method: string, path: string): string =>
  `${method.toUpperCase()} ${path.replace(/:(\w+)/g, '{$1}')}`;

/** Every handler of the application's controllers, by route. */
export function handlers(app: NestExpressApplication): ReadonlyMap<string, Handled> {
  const found = new Map<string, Handled>();
  for (const { controllers } of app.get(ModulesContainer).values()) {
    for (const { metatype } of controllers.values()) {
      if (typeof metatype !== 'function') continue;
      for (const [route, handled] of handlersOf(metatype)) found.set(route, handled);
    }
  }
  return found;
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

function handlersOf(controller: object & { prototype?: unknown }): [string, Handled][] {
  const base = String(Reflect.getMetadata('path', controller));
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name): [string, Handled][] => {
    const handler = prototype[name];
    if (typeof handler !== 'function') return [];
    const method = METHODS[Reflect.getMetadata('method', handler) as number];
    if (method === undefined) return [];
    const path = `/${base}/${String(Reflect.getMetadata('path', handler))}`;
    const route = nameOf(method, path.replace(/\/+/g, '/').replace(/\/$/, ''));
    return [[route, handledBy(controller, name, handler)]];
  });
}

function handledBy(controller: object, name: string, handler: object): Handled {
  const given = Reflect.getMetadata(ARGUMENTS, controller, name) as
    Record<string, { schema?: z.ZodType }> | undefined;
  const schemas = Object.entries(given ?? {}).flatMap(([key, { schema }]) => {
    const kind = KINDS[key.split(':')[0] ?? ''];
    return kind && schema ? [[kind, fieldsOf(toJson(schema, 'input'))]] : [];
  });
  const serializer = Reflect.getMetadata(SERIALIZER, handler) as { schema: z.ZodType } | undefined;
  return {
    status: Number(Reflect.getMetadata(HTTP_CODE, handler) ?? 200),
    arguments: Object.fromEntries(schemas) as Handled['arguments'],
    answer: serializer ? fieldsOf(toJson(serializer.schema, 'output')) : null,
  };
}

export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

/** A schema with a name of its own is a reference to it. */
function toJson(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const json = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;
  const name = json.$ref?.split('/').at(-1);
  return name === undefined ? json : (json.$defs?.[name] ?? {});
}

export const fieldsOf = ({ properties = {}, required = [] }: JsonSchema): Fields => ({
  all: Object.keys(properties).toSorted(),
  required: required.toSorted(),
});

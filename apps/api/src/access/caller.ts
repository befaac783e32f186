import type { Scope } from '#access';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** Who calls, as a key or a sign-in proves it. */
export interface CallerIdentity {
  readonly keyId: string;
  /** of the key */
  readonly name: string;
  readonly scope: Scope;
  readonly expiresAt: Date;
}

export interface CalledRequest extends Request {
  /** set by the guard on every route that asks for a key */
  caller?: CallerIdentity;
}

/** @throws Error on a route that asks for no key */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { caller } = context.switchToHttp().getRequest<CalledRequest>();
  if (!caller) throw new Error('a route that asks for no key reads its caller');
  return caller;
});

import { SetMetadata } from '@nestjs/common';
import type { Scope } from './scope.js';

/** Under which Nest keeps it of a handler. */
export const ACCESS = 'shelfwire:access';

/** Who may call a route, and what the audit says of a call. */
export interface RouteAccess {
  /** the lowest scope of the order, and `claims` where it may as well; `anyone`: without a key */
  readonly scopes: readonly Scope[] | 'anyone';
  /** what a call does, such as `channel.pause`; undefined: it only reads */
  readonly action?: string;
  /** whether the write's own transaction records it, so that only its refusals are left to record */
  readonly recordsItself?: boolean;
}

/**
 * Declares who may call a route. A route without it ends the API at its start, and so does a write
 * without an action.
 */
export const Access = (
  scopes: RouteAccess['scopes'],
  action?: string,
  recorded?: 'in its transaction',
): MethodDecorator =>
  SetMetadata(ACCESS, {
    scopes,
    ...(action !== undefined && { action }),
    recordsItself: recorded !== undefined,
  } satisfies RouteAccess);

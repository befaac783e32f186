export { Access, ACCESS, type RouteAccess } from './access.decorator.js';
export { hashOf, newApiKey, readKeyId, type FreshKey } from './api-key.js';
export { maskKeys } from './mask-keys.js';
export { admits, admitted, SCOPES, type Scope } from './scope.js';
export { isSessionToken, newSessionToken, type SessionToken } from './session-token.js';

/** Injection tokens of the loaded `Policy` and `Settings`, provided by each app's main module. */
export const POLICY = Symbol('policy');
export const SETTINGS = Symbol('settings');

/** Injection token of the policy in force, a `Policy`. */
export const POLICY = Symbol('shelfwire policy');

/** Injection token of the process's settings, `Settings`. */
export const SETTINGS = Symbol('shelfwire settings');

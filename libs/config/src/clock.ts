/** What time it is. */
export type Clock = () => Date;

/** Injection token of the `Clock` that everything of a process reads, provided by each app's main module. */
export const CLOCK = Symbol('clock');

export const systemClock: Clock = () => new Date();

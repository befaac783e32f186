import { it } from 'vitest';

type Test = (name: string, run: () => Promise<void>) => void;

/** A test of something that not every channel has: there is none where the channel lacks it. */
export const where = (trait: boolean): Test => (trait ? it : () => undefined);

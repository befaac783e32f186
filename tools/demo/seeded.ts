import { createHash } from 'node:crypto';

/** A number in [0, 1) that depends on nothing but the seed and the names: any order of asking gives the same. */
export function seeded(seed: string, ...names: readonly (string | number)[]): number {
  const digest = createHash('sha256')
    .update([seed, ...names].join('\u0000'))
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}

/** One of the choices, each as likely as the others. */
export function pick<T>(choices: readonly T[], chance: number): T {
  const choice = choices[Math.floor(chance * choices.length)];
  if (choice === undefined) throw new RangeError('There is nothing to choose from.');
  return choice;
}

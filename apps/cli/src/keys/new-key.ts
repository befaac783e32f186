import { SCOPES } from '#access';
import type { NewKey } from '#storage';
import { z } from 'zod';
import { CommandError } from '../command.js';

const USUAL_DAYS = 90;
const MOST_DAYS = 366;

const schema = z.object({
  name: z
    .string('--name says who or what will hold the key')
    .regex(/^[^\p{Cc}\p{Cs}]{1,100}$/u, '--name: text of 1 to 100 characters'),
  scope: z.enum(SCOPES, `--scope: one of ${SCOPES.join(', ')}`),
  days: z.coerce
    .number(`--days: whole days from 1 to ${MOST_DAYS}`)
    .int(`--days: whole days from 1 to ${MOST_DAYS}`)
    .min(1, `--days: whole days from 1 to ${MOST_DAYS}`)
    .max(MOST_DAYS, `--days: whole days from 1 to ${MOST_DAYS}`)
    .default(USUAL_DAYS),
});

/** @throws CommandError naming each option that is missing or wrong */
export function readNewKey(options: Readonly<Record<string, unknown>>): NewKey {
  const read = schema.safeParse(options);
  if (read.success) return read.data;
  throw new CommandError(read.error.issues.map(({ message }) => message).join('\n'));
}

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProviderChoice } from './stack.js';
import { StackError } from './stack-error.js';

const CHOICES = ['native', 'containers', 'auto'] as const;
const CHECKOUT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** SHELFWIRE_STACK: native, containers or auto (default). */
export function providerChoice(env: NodeJS.ProcessEnv = process.env): ProviderChoice {
  const found = env['SHELFWIRE_STACK'] ?? 'auto';
  const choice = CHOICES.find((name) => name === found);
  if (choice !== undefined) return choice;
  throw new StackError(
    `The environment variable SHELFWIRE_STACK is "${found}"; expected one of ${CHOICES.join(', ')}. ` +
      'Correct it, or leave it out: auto takes containers where Docker answers.',
  );
}

/** SHELFWIRE_JMX: 1 where the broker and the worker are to show their metrics. */
export function jmxWanted(env: NodeJS.ProcessEnv = process.env): boolean {
  const found = env['SHELFWIRE_JMX'] ?? '';
  if (['', '0', '1'].includes(found)) return found === '1';
  throw new StackError(
    `The environment variable SHELFWIRE_JMX is "${found}"; expected 1 or 0. 1 shows the metrics of ` +
      'Kafka, Connect and Debezium to Prometheus; leave it out otherwise.',
  );
}

/** SHELFWIRE_CACHE: where downloaded programs are kept; default `.shelfwire/cache` of the checkout. */
export function cacheDir(env: NodeJS.ProcessEnv = process.env): string {
  return path.resolve(env['SHELFWIRE_CACHE'] ?? path.join(CHECKOUT, '.shelfwire', 'cache'));
}

import { parseArgs } from 'node:util';
import { z } from 'zod';
import { FAKES } from './fakes/fake-shops.js';
import type { FakesConfig } from './fakes/start-fakes.js';
import type { BucketSize } from './limit/token-bucket.js';
import type { CallPrice } from './limit/call-limit.js';

export const ACCOUNTS = ['bazaar', 'emporium'] as const;
export type AccountName = (typeof ACCOUNTS)[number];

export interface AccountConfig {
  readonly name: AccountName;
  readonly token: string;
  readonly rowsPerCall: number;
  readonly limit: BucketSize;
  readonly price: CallPrice;
  /** whether answers carry `cost` */
  readonly tellsCost: boolean;
}

export interface SandboxConfig {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** whether POST /v1/faults may be called */
  readonly faults: boolean;
  readonly accounts: readonly AccountConfig[];
  readonly fakes: FakesConfig;
}

const text = (fallback: string) => z.string().min(1).default(fallback);
const count = (fallback: number) => z.coerce.number().int().min(1).max(1000).default(fallback);
const amount = (fallback: number) => z.coerce.number().min(0.001).max(1_000_000).default(fallback);

const words = (given: string) =>
  [...new Set(given.split(',').map((word) => word.trim()))].filter(Boolean);
const NAMED_FAKES = `${FAKES.join(', ')}, separated by commas`;

const settings = z.object({
  host: text('127.0.0.1').describe('address to listen on'),
  port: z.coerce.number().int().min(0).max(65535).default(7480).describe('0: any free port'),
  'data-dir': text('.shelfwire/sandbox').describe('folder of the journal'),
  faults: z.stringbool().default(false).describe('true: POST /v1/faults may break answers'),
  fakes: z
    .string()
    .default('')
    .transform(words)
    .pipe(z.array(z.enum(FAKES, `expected some of ${NAMED_FAKES}`)))
    .describe(`other pretend marketplaces: ${NAMED_FAKES}`),
  'fakes-port': z.coerce
    .number()
    .int()
    .min(0)
    .max(65_500)
    .default(7481)
    .describe('of the first of them, the others follow; 0: any free ports'),
  'fakes-skus': z
    .string()
    .default('CUP-1,CUP-2,CUP-3')
    .transform(words)
    .describe('what they list, separated by commas'),
  'bazaar-token': text('bazaar-token').describe('bearer token'),
  'bazaar-capacity': amount(20).describe('requests at once'),
  'bazaar-refill-per-second': amount(10).describe('requests per second'),
  'bazaar-rows-per-call': count(50).describe('most rows in a call'),
  'emporium-token': text('emporium-token').describe('bearer token'),
  'emporium-capacity': amount(600).describe('points at once; a call costs 10 + 1 per row'),
  'emporium-refill-per-second': amount(300).describe('points per second'),
  'emporium-rows-per-call': count(50).describe('most rows in a call'),
});

type Settings = z.infer<typeof settings>;
const NAMES = Object.keys(settings.shape) as (keyof Settings)[];

/** `bazaar-token` → `SHELFWIRE_SANDBOX_BAZAAR_TOKEN` */
const variable = (name: string): string =>
  `SHELFWIRE_SANDBOX_${name.toUpperCase().replaceAll('-', '_')}`;

/**
 * Reads flags, then environment variables, then defaults.
 *
 * @throws Error with one line per unusable value
 */
export function readSandboxConfig(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): SandboxConfig {
  const given: Record<string, string | undefined> = { ...flags(args) };
  for (const name of NAMES) given[name] ??= environment[variable(name)];
  const result = settings.safeParse(given);
  if (result.success) return toConfig(result.data);
  const problems = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `--${name} or ${variable(name)}: ${issue.message}, found "${given[name]}"`;
  });
  throw new Error(`The sandbox cannot start:\n${problems.join('\n')}\n\n${sandboxUsage()}`);
}

export function sandboxUsage(): string {
  const lines = NAMES.map((name) => {
    const field = settings.shape[name];
    return `  --${name.padEnd(28)}${field.description} (${String(field.parse(undefined))})`;
  });
  const hint = `Each flag is also a variable: --port is ${variable('port')}.`;
  return `${['The sandbox marketplace. Flags and defaults:', ...lines].join('\n')}\n${hint}`;
}

function flags(args: readonly string[]): Record<string, string | undefined> {
  const options = Object.fromEntries(NAMES.map((name) => [name, { type: 'string' as const }]));
  return parseArgs({ args: [...args], options, strict: true }).values;
}

const toConfig = (given: Settings): SandboxConfig => ({
  host: given.host,
  port: given.port,
  dataDir: given['data-dir'],
  faults: given.faults,
  fakes: { names: given.fakes, port: given['fakes-port'], skus: given['fakes-skus'] },
  accounts: [
    {
      name: 'bazaar',
      token: given['bazaar-token'],
      rowsPerCall: given['bazaar-rows-per-call'],
      limit: {
        capacity: given['bazaar-capacity'],
        refillPerSecond: given['bazaar-refill-per-second'],
      },
      price: { perRequest: 1, perRow: 0 },
      tellsCost: false,
    },
    {
      name: 'emporium',
      token: given['emporium-token'],
      rowsPerCall: given['emporium-rows-per-call'],
      limit: {
        capacity: given['emporium-capacity'],
        refillPerSecond: given['emporium-refill-per-second'],
      },
      price: { perRequest: 10, perRow: 1 },
      tellsCost: true,
    },
  ],
});

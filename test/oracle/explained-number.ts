/*
 * Reads an explanation as a sceptic with a pencil would: reckons the number again from the terms that are
 * said, and compares the terms with the places, rows and claims that are named. Imports nothing of the
 * product.
 */

interface Said {
  readonly moment: string;
  readonly channels: readonly SaidChannel[];
  readonly positions: readonly {
    readonly location: string;
    readonly source: string;
    readonly buckets: Readonly<Record<string, string>>;
  }[];
  readonly contributions: readonly {
    readonly location: string;
    readonly bucket: string;
    readonly quantity: string;
    readonly row: { readonly system: string };
  }[];
  readonly contributionsTotal: number;
  readonly claims: readonly { readonly location: string; readonly units: string }[];
}

interface SaidChannel {
  readonly channel: string;
  readonly formula: {
    readonly mode: string;
    readonly weight: number | null;
    readonly cap: number | null;
    readonly terms: readonly SaidTerm[];
  } | null;
}

interface SaidTerm {
  readonly location: string;
  readonly standing: string;
  readonly availableBase: string;
  readonly claimed: string;
  readonly protect: number;
  readonly buffer: number;
  readonly dynamic: {
    readonly most: number;
    readonly drift: number;
    readonly minimum: number;
    readonly rate: number;
    readonly line: number;
  } | null;
}

/** What is wrong with an explanation of a published number; nothing where all of it follows. */
export function explanationFaults(
  said: unknown,
  channel: string,
  published: number,
  { rowsAreLevels }: { readonly rowsAreLevels: boolean },
): string[] {
  const answer = said as Said;
  const formula = answer.channels.find((one) => one.channel === channel)?.formula;
  if (!formula) return [`nothing explains ${channel}`];
  const number = reckoned(formula);
  return [
    ...(number === published ? [] : [`published ${published}, explained ${number}`]),
    ...formula.terms.flatMap((term) => termFaults(answer, term, rowsAreLevels)),
  ];
}

function reckoned({ terms, mode, weight, cap }: NonNullable<SaidChannel['formula']>): number {
  let sum = 0;
  for (const term of terms) sum += term.standing === 'counted' ? leftAt(term) : 0;
  const part =
    mode === 'partitioned' ? Math.floor((Math.round((weight ?? 0) * 10_000) * sum) / 10_000) : sum;
  return cap !== null && part > cap ? cap : part;
}

function leftAt({ availableBase, claimed, protect, buffer, dynamic }: SaidTerm): number {
  const there = Math.max(0, (millionths(availableBase) - millionths(claimed)) / 1_000_000);
  const whole = there - (there % 1);
  const kept = dynamic ? dynamicBuffer(dynamic) : buffer;
  return Math.max(0, whole - protect - kept);
}

function dynamicBuffer({ most, drift, minimum, rate, line }: NonNullable<SaidTerm['dynamic']>) {
  const wanted = Math.ceil(drift + Math.max(minimum, rate, line));
  return wanted < most ? wanted : most;
}

function termFaults(
  { positions, contributions, contributionsTotal, claims }: Said,
  { location, availableBase, claimed }: SaidTerm,
  rowsAreLevels: boolean,
): string[] {
  const here = positions.filter((position) => position.location === location);
  const place = here.find(({ buckets }) => same(buckets['available_base'], availableBase));
  const held = total(claims.filter((claim) => claim.location === location).map((one) => one.units));
  const faults: string[] = [];
  if (!place && millionths(availableBase) !== 0)
    faults.push(`${location}: no position has ${availableBase}`);
  if (held !== millionths(claimed))
    faults.push(`${location}: ${claimed} claimed, claims say ${held / 1e6}`);
  if (!place || !rowsAreLevels || contributionsTotal > contributions.length) return faults;
  const rows = contributions.filter(
    (one) =>
      one.location === location &&
      one.bucket === 'available_base' &&
      one.row.system === place.source,
  );
  const stated = total(rows.map(({ quantity }) => quantity));
  if (stated !== millionths(availableBase))
    faults.push(`${location}: rows add up to ${stated / 1e6}`);
  return faults;
}

/** Digits shifted rather than multiplied, so that no rounding is shared with anybody. */
function millionths(decimal: string): number {
  const [whole = '0', rest = ''] = decimal.replace('-', '').split('.');
  const size = Number(`${whole}${rest.padEnd(6, '0')}`);
  return decimal.startsWith('-') ? -size : size;
}

const same = (one: string | undefined, other: string): boolean =>
  one !== undefined && millionths(one) === millionths(other);

const total = (decimals: readonly string[]): number =>
  decimals.reduce((sum, decimal) => sum + millionths(decimal), 0);

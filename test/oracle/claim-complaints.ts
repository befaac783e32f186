import type { AbsorptionFact, AskedFact, ClaimFact, ClaimHistory } from './claim-facts.js';

/** What is wrong with claims at the end of a history, one sentence each. */
export function claimComplaints(history: ClaimHistory): string[] {
  return [
    ...oversold(history),
    ...unkept(history),
    ...history.claims.flatMap((claim) => unexplained(claim, history)),
    ...wronglyAbsorbed(history),
  ];
}

/** `sku|shelf` → thousandths that claims hold; what is zero is left out. */
export function heldBy(claims: readonly ClaimFact[]): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  for (const { lines } of claims.filter(isLive)) {
    for (const { sku, shelf, amount, absorbed } of lines) {
      const id = `${sku}|${shelf}`;
      if (amount > absorbed) held.set(id, (held.get(id) ?? 0) + amount - absorbed);
    }
  }
  return held;
}

const isLive = ({ state }: ClaimFact): boolean => state === 'active' || state === 'committed';

/** Admitted more than there was, or where nothing was for sale. */
const oversold = ({ admissions }: ClaimHistory): string[] =>
  admissions
    .filter(({ available, claimed, isOpen }) => claimed > available || !isOpen)
    .map(
      ({ sku, shelf, available, claimed, isOpen }) =>
        `${claimed} of ${available} of ${sku} at ${shelf} were claimed${isOpen ? '' : ', which is closed'}`,
    );

/** Every wish has one answer, and a claim if that says so; there are no others. */
function unkept({ asked, claims }: ClaimHistory): string[] {
  const wishes = asked.filter(({ verb }) => verb === 'make');
  const keys = new Set(wishes.map(({ key }) => key));
  const wrong = [...keys].flatMap((key) => {
    const answers = wishes.filter((wish) => wish.key === key);
    const told = new Set(answers.map(({ status, body }) => `${status} ${body}`));
    const made = claims.filter((claim) => claim.key === key).map(({ id }) => id);
    const [first] = answers;
    const promised = first?.status === 201 ? first.claim : '';
    return [
      ...(told.size === 1 ? [] : [`${key} was answered in ${told.size} ways`]),
      ...(made.join() === promised ? [] : [`${key} was told ${promised}, and has ${made.join()}`]),
    ];
  });
  const unasked = claims.filter(
    ({ key, readmits }) => (key === null || !keys.has(key)) && readmits === null,
  );
  return [...wrong, ...unasked.map(({ id }) => `nobody asked for claim ${id}`)];
}

/** A claim stands where what was asked of it, what was sold and the clock have brought it. */
function unexplained(claim: ClaimFact, history: ClaimHistory): string[] {
  const { id, state, lines, endedAt } = claim;
  const reasons: string[] = [];
  const must = (holds: boolean, reason: string) => {
    if (!holds) reasons.push(`claim ${id} is ${state}, ${reason}`);
  };
  must(isLive(claim) === (endedAt === null), 'but its end says otherwise');
  const isWhole = lines.every(({ amount, absorbed }) => amount === absorbed);
  must(isWhole === (state === 'absorbed'), isWhole ? 'but all was absorbed' : 'but not all was');
  for (const { isHeld, amount, absorbed } of lines) {
    must(isHeld === (isLive(claim) && amount > absorbed), 'but its lines say otherwise');
  }
  must(REASONS[state]?.(claim, history) ?? false, 'and nothing explains that');
  return reasons;
}

type Reason = (claim: ClaimFact, history: ClaimHistory) => boolean;

const REASONS: Readonly<Record<string, Reason>> = {
  active: (claim, { sweptAt, asked }) =>
    !isBinding(claim) &&
    Number(claim.expiresAt) > sweptAt &&
    claim.expiresAt === promisedUntil(claim, asked) &&
    !wasDone(claim, asked, 'commit', 'release'),
  committed: (claim, { sweptAt, patienceMs, asked }) =>
    isBound(claim, asked) &&
    !wasDone(claim, asked, 'release') &&
    sweptAt - Number(claim.committedAt) < patienceMs,
  released: (claim, { asked }) => wasDone(claim, asked, 'release'),
  expired: (claim, { asked }) =>
    !isBinding(claim) &&
    claim.expiresAt === promisedUntil(claim, asked) &&
    Number(claim.endedAt) >= Number(claim.expiresAt),
  absorbed: ({ document }) => document !== null,
  exception: (claim, { patienceMs, asked }) =>
    isBound(claim, asked) && Number(claim.endedAt) - Number(claim.committedAt) >= patienceMs,
};

/** Made as an order, or anew for one. */
const isBinding = ({ isOrder, readmits }: ClaimFact): boolean => isOrder || readmits !== null;

const isBound = (claim: ClaimFact, asked: readonly AskedFact[]): boolean =>
  claim.committedAt !== null && (isBinding(claim) || wasDone(claim, asked, 'commit'));

const isDone = ({ status }: AskedFact): boolean => status < 300;

const wasDone = (
  { id }: ClaimFact,
  asked: readonly AskedFact[],
  ...verbs: readonly AskedFact['verb'][]
): boolean => asked.some((one) => verbs.includes(one.verb) && one.claim === id && isDone(one));

/** What the seller was told last; an extension never ends sooner. */
function promisedUntil({ id }: ClaimFact, asked: readonly AskedFact[]): number {
  const told = asked.filter(
    (one) => one.claim === id && ['make', 'extend'].includes(one.verb) && isDone(one),
  );
  const times = told.map(({ body }) => {
    const { expiresAt } = JSON.parse(body) as { expiresAt: string | null };
    return Date.parse(expiresAt ?? '');
  });
  return Math.max(...times);
}

/** Nothing was absorbed twice, and no live claim waits for what was sold long ago. */
function wronglyAbsorbed({ claims, absorptions, sold }: ClaimHistory): string[] {
  const documentOf = new Map(claims.map(({ id, document }) => [id, document]));
  const spotOf = ({ claim, sku, shelf }: AbsorptionFact) =>
    [documentOf.get(claim), sku, shelf].join('|');
  const soldAt = (spot: string) =>
    sold
      .filter(({ document, sku, shelf }) => [document, sku, shelf].join('|') === spot)
      .reduce((sum, { amount }) => sum + amount, 0);
  const absorbedAt = (spot: string) =>
    absorptions.filter((one) => spotOf(one) === spot).reduce((sum, { amount }) => sum + amount, 0);
  const twice = [...new Set(absorptions.map(spotOf))]
    .filter((spot) => absorbedAt(spot) > soldAt(spot))
    .map((spot) => `${absorbedAt(spot)} were absorbed of ${soldAt(spot)} sold for ${spot}`);
  const lost = claims.filter(isLive).flatMap(({ id, document, lines }) =>
    lines
      .filter(({ amount, absorbed }) => document !== null && amount > absorbed)
      .map(({ sku, shelf }) => [document, sku, shelf].join('|'))
      .filter((spot) => absorbedAt(spot) < soldAt(spot))
      .map((spot) => `claim ${id} waits for ${spot}, of which ${soldAt(spot)} were sold`),
  );
  const unbooked = claims.flatMap(({ id, lines }) =>
    lines
      .filter(({ sku, shelf, absorbed }) => absorbed !== bookedFor(absorptions, id, sku, shelf))
      .map(({ sku, shelf }) => `claim ${id} of ${sku} at ${shelf} was absorbed by nothing known`),
  );
  return [...twice, ...lost, ...unbooked];
}

const bookedFor = (
  absorptions: ClaimHistory['absorptions'],
  id: string,
  sku: string,
  shelf: string,
): number =>
  absorptions
    .filter((one) => one.claim === id && one.sku === sku && one.shelf === shelf)
    .reduce((sum, { amount }) => sum + amount, 0);

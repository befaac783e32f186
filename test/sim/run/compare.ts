import type { DataSource } from 'typeorm';
import { topicsOf } from '#contracts';
import { claimComplaints, heldBy } from '../../oracle/claim-complaints.js';
import { expectedUnits } from '../../oracle/expected-numbers.js';
import { expectedStock } from '../../oracle/expected-stock.js';
import { claimHistory } from './claim-history.js';
import type { World } from './world.js';

interface Announced {
  readonly sku: string;
  readonly version: number;
  readonly channels: Record<string, number>;
}

/** What is not as it has to be, one sentence each. */
export async function differences(world: World, database: DataSource): Promise<string[]> {
  const stock = expectedStock(world.history, world.terms.shop);
  const history = await claimHistory(world, database);
  const held = heldBy(history.claims);
  const units = unitsOf(world, stock, held);
  const lists = await Promise.all([
    positions(world, database, stock),
    items(world, database, units),
    shelves(world, database, stock, held),
    ledger(world, database),
    leftovers(world, database),
  ]);
  const claims = claimComplaints(history);
  return [...lists.flat(), ...claims, ...announcements(world, units), ...marketplace(world, units)];
}

/** thousandths, by place */
type Amounts = ReadonlyMap<string, number>;
type Units = ReadonlyMap<string, Readonly<Record<string, number>>>;

function unitsOf({ terms: { shop } }: World, stock: Amounts, held: Amounts): Units {
  const skus = new Set([...stock.keys()].map((id) => id.split('|')[0] ?? ''));
  const numbers = (sku: string) =>
    Object.fromEntries(
      shop.outlets.map((outlet) => [outlet.id, expectedUnits(stock, shop, outlet, sku, held)]),
    );
  return new Map([...skus].map((sku) => [sku, numbers(sku)]));
}

/** Nothing is left of an item that the oracle does not know. */
const unitsFor = ({ terms: { shop } }: World, units: Units, sku: string) =>
  units.get(sku) ?? Object.fromEntries(shop.outlets.map(({ id }) => [id, 0]));

const partitionsOf = (world: World) => world.eventPlaces().map(({ partition }) => partition);

async function positions(
  world: World,
  database: DataSource,
  stock: ReadonlyMap<string, number>,
): Promise<string[]> {
  const rows = await database.query<{ id: string; thousandths: string }[]>(
    `SELECT concat_ws('|', sku, location, source, bucket) AS id, (amount * 1000)::text AS thousandths
     FROM stock_position, LATERAL (VALUES ('available_base', available_base),
       ('allocated', allocated), ('damaged', damaged), ('quarantine', quarantine),
       ('non_sellable', non_sellable), ('in_transit', in_transit),
       ('inbound_confirmed', inbound_confirmed)) AS part (bucket, amount)
     WHERE partition = ANY ($1) AND amount <> 0`,
    [partitionsOf(world)],
  );
  const found = new Map(rows.map(({ id, thousandths }) => [id, Number(thousandths)]));
  return [...new Set([...found.keys(), ...stock.keys()])]
    .filter((id) => found.get(id) !== stock.get(id))
    .map((id) => `position ${id} is ${found.get(id) ?? 0}, not ${stock.get(id) ?? 0}`);
}

/** What claims are admitted by: what there is, and what they hold. */
async function shelves(
  world: World,
  database: DataSource,
  stock: Amounts,
  held: Amounts,
): Promise<string[]> {
  const rows = await database.query<{ id: string; available: number; claimed: number }[]>(
    `SELECT sku || '|' || location AS id, (available_base * 1000)::float8 AS available,
       (claimed * 1000)::float8 AS claimed FROM location_stock WHERE partition = ANY ($1)`,
    [partitionsOf(world)],
  );
  const counted = [...stock].flatMap(([id, amount]) => {
    const [sku, shelf, , bucket] = id.split('|');
    return bucket === 'available_base' ? [[`${sku}|${shelf}`, amount] as const] : [];
  });
  const there = new Map<string, number>(counted);
  const found = new Map(rows.map((row) => [row.id, row]));
  return [...new Set([...found.keys(), ...there.keys(), ...held.keys()])].flatMap((id) => {
    const { available, claimed } = found.get(id) ?? { available: 0, claimed: 0 };
    const expected = `${held.get(id) ?? 0} of ${there.get(id) ?? 0}`;
    const is = `${claimed} of ${available}`;
    return is === expected ? [] : [`claims at ${id} hold ${is}, not ${expected}`];
  });
}

async function items(world: World, database: DataSource, units: Units): Promise<string[]> {
  const rows = await database.query<{ sku: string; channels: Record<string, number> }[]>(
    'SELECT sku, channels FROM item WHERE partition = ANY ($1)',
    [partitionsOf(world)],
  );
  const found = new Map(rows.map(({ sku, channels }) => [sku, channels]));
  return [...new Set([...found.keys(), ...units.keys()])].flatMap((sku) =>
    unequal(`item ${sku}`, found.get(sku), unitsFor(world, units, sku)),
  );
}

function announcements(world: World, units: Units): string[] {
  const { availability } = topicsOf(world.namespace);
  const newest = new Map<string, Announced>();
  const told = new Map<string, string>();
  const wrong: string[] = [];
  for (const place of world.logs.places(availability)) {
    for (const { value } of world.logs.read(place, 0n, Number.MAX_SAFE_INTEGER)) {
      const said = JSON.parse(String(value)) as Announced;
      const id = `${said.sku} version ${said.version}`;
      const numbers = JSON.stringify(said.channels);
      if ((told.get(id) ?? numbers) !== numbers) wrong.push(`${id} was announced in two ways`);
      told.set(id, numbers);
      if ((newest.get(said.sku)?.version ?? 0) < said.version) newest.set(said.sku, said);
    }
  }
  const ends = [...new Set([...newest.keys(), ...units.keys()])].flatMap((sku) =>
    unequal(`announced ${sku}`, newest.get(sku)?.channels, unitsFor(world, units, sku)),
  );
  return [...wrong, ...ends];
}

function marketplace({ marketplace: market }: World, units: Units): string[] {
  const { channel, shown, complaints } = market;
  const wrong = [...units].flatMap(([sku, numbers]) => {
    const quantity = shown.get(sku);
    return quantity === numbers[channel]
      ? []
      : [`${channel} shows ${quantity} of ${sku}, not ${numbers[channel]}`];
  });
  return [...complaints, ...wrong];
}

const unequal = (
  what: string,
  found: Readonly<Record<string, number>> | undefined,
  expected: Readonly<Record<string, number>>,
): string[] => {
  const text = (numbers: Readonly<Record<string, number>>) =>
    JSON.stringify(Object.entries(numbers).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  if (found && text(found) === text(expected)) return [];
  return [`${what} is ${found ? text(found) : 'missing'}, not ${text(expected)}`];
};

/** The lines add up to the positions, are numbered without a gap, and their versions only rise. */
async function ledger(world: World, database: DataSource): Promise<string[]> {
  const rows = await database.query<{ what: string }[]>(
    `WITH lines AS (SELECT * FROM ledger_line WHERE partition = ANY ($1)),
     positions AS (
       SELECT partition, sku, location, source, bucket, amount
       FROM stock_position, LATERAL (VALUES ('available_base', available_base),
         ('allocated', allocated), ('damaged', damaged),
         ('inbound_confirmed', inbound_confirmed)) AS part (bucket, amount)
       WHERE partition = ANY ($1)),
     sums AS (
       SELECT partition, sku, location, source, bucket, sum(change) AS amount FROM lines
       WHERE bucket IS NOT NULL GROUP BY partition, sku, location, source, bucket)
     SELECT format('the ledger adds up to %s of %s %s %s, the position is %s',
                   sums.amount, sku, location, bucket, positions.amount) AS what
     FROM sums FULL JOIN positions USING (partition, sku, location, source, bucket)
     WHERE coalesce(sums.amount, 0) <> coalesce(positions.amount, 0)
     UNION ALL
     SELECT format('the ledger of partition %s has %s lines up to line %s', partition, count(*), max(line))
     FROM lines GROUP BY partition HAVING count(*) <> max(line)
     UNION ALL
     SELECT format('line %s of %s has an older version than the line before', line, sku)
     FROM (SELECT line, sku, version,
                  lag(version) OVER (PARTITION BY partition, sku ORDER BY line) AS before FROM lines) AS l
     WHERE version < before`,
    [partitionsOf(world)],
  );
  return rows.map(({ what }) => what);
}

/** Everything was read, nothing waits, nothing was set aside. */
async function leftovers(world: World, database: DataSource): Promise<string[]> {
  const topics = [
    ...new Set([...world.cdcPlaces(), ...world.eventPlaces()].map(({ topic }) => topic)),
  ];
  const rows = await database.query<{ what: string }[]>(
    `SELECT format('%s/%s/%s waits for %s', topic, partition, "offset", awaits) AS what
     FROM waiting_change WHERE topic = ANY ($1)
     UNION ALL
     SELECT format('%s/%s/%s was set aside: %s', topic, partition, "offset", reason)
     FROM parked_message WHERE topic = ANY ($1)`,
    [topics],
  );
  const progress = await database.query<{ id: string; applied: string }[]>(
    `SELECT topic || '/' || partition AS id, applied FROM stage_progress WHERE topic = ANY ($1)`,
    [topics],
  );
  const applied = new Map(progress.map((row) => [row.id, row.applied]));
  const unread = [...world.cdcPlaces(), ...world.eventPlaces()].flatMap((place) => {
    const end = world.logs.end(place).toString();
    const reached = applied.get(`${place.topic}/${place.partition}`) ?? '0';
    return reached === end
      ? []
      : [`${place.topic}/${place.partition}: ${reached} of ${end} applied`];
  });
  return [...rows.map(({ what }) => what), ...unread];
}

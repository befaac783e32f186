import { ACCOUNT_FIELDS } from './endpoints/account-of.js';
import { channelFindings } from './channel-findings.js';
import { countClassFindings } from './count-class-findings.js';
import { suggest } from './nearest.js';
import { tree, type Tree } from './tree.js';
import type { Finding } from './yaml-file.js';

/** References, names and amounts that a schema cannot check. Reads leniently: the schema judges shapes. */
export function policyFindings(content: unknown): Finding[] {
  const policy = tree(content);
  const sources = tree(policy['sources']);
  const locations = tree(policy['locations']);
  const channels = tree(policy['channels']);
  return [
    ...zoneFindings('sources', sources),
    ...zoneFindings('calendars', tree(policy['calendars'])),
    ...calendarFindings(locations, Object.keys(tree(policy['calendars']))),
    ...withholdFindings(sources),
    ...locationFindings(locations, Object.keys(sources)),
    ...Object.entries(channels).flatMap(([id, channel]) =>
      poolFindings(['channels', id], tree(channel), Object.keys(locations)),
    ),
    ...Object.entries(channels).flatMap(([id, channel]) =>
      limitFindings(['channels', id, 'limits'], tree(channel)['limits']),
    ),
    ...accountFindings(channels),
    ...channelFindings(channels, locations),
    ...countClassFindings(policy['countClasses']),
  ];
}

function zoneFindings(section: string, entries: Tree): Finding[] {
  return Object.entries(entries).flatMap(([id, entry]) => {
    const zone = tree(entry)['timeZone'];
    if (typeof zone !== 'string' || zone === '' || isZone(zone)) return [];
    const hint = suggest(zone, Intl.supportedValuesOf('timeZone'));
    return [
      {
        path: [section, id, 'timeZone'],
        expected: 'an IANA time zone such as Europe/London or UTC',
        hint: hint?.startsWith('did') ? hint : null,
      },
    ];
  });
}

function calendarFindings(locations: Tree, calendars: readonly string[]): Finding[] {
  return Object.entries(locations).flatMap(([id, location]) => {
    const { calendar } = tree(location);
    if (typeof calendar !== 'string' || calendars.includes(calendar)) return [];
    const hint = suggest(calendar, calendars);
    return [{ path: ['locations', id, 'calendar'], expected: 'one of calendars', hint }];
  });
}

/** A location that is withheld before it counts as late would vanish without a word. */
function withholdFindings(sources: Tree): Finding[] {
  return Object.entries(sources).flatMap(([id, source]) => {
    const { staleAfterSeconds: stale = 30, withholdAfterSeconds: withhold = 900 } = tree(source);
    if (typeof stale !== 'number' || typeof withhold !== 'number') return [];
    if (withhold >= stale || !Number.isFinite(stale)) return [];
    const path = ['sources', id, 'withholdAfterSeconds'];
    return [{ path, expected: `at least staleAfterSeconds, which is ${stale}` }];
  });
}

function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

function locationFindings(locations: Tree, sources: readonly string[]): Finding[] {
  const seen = new Map<string, string>();
  return Object.entries(locations).flatMap(([id, entry]) => {
    const location = tree(entry);
    const fallbacks = Array.isArray(location['fallbacks']) ? location['fallbacks'].map(tree) : [];
    const named = [
      { at: [], place: location },
      ...fallbacks.map((place, index) => ({ at: ['fallbacks', index], place })),
    ];
    return [
      ...named.flatMap(({ at, place }) =>
        placeFindings(id, ['locations', id, ...at], place, sources, seen),
      ),
      ...precedenceFindings(
        id,
        tree(location['precedence']),
        named.map(({ place }) => place),
      ),
    ];
  });
}

function placeFindings(
  id: string,
  path: readonly (string | number)[],
  { source, name }: Tree,
  sources: readonly string[],
  seen: Map<string, string>,
): Finding[] {
  const findings: Finding[] = [];
  if (typeof source === 'string' && !sources.includes(source)) {
    const expected = 'a source of this file';
    findings.push({ path: [...path, 'source'], expected, hint: suggest(source, sources) });
  }
  const identity = JSON.stringify([source, name]);
  const first = seen.get(identity);
  if (first === undefined) seen.set(identity, id);
  else findings.push(duplicateLocation([...path, 'name'], first, String(source), String(name)));
  return findings;
}

/** A source that does not know the location cannot know one of its buckets better. */
function precedenceFindings(id: string, precedence: Tree, places: readonly Tree[]): Finding[] {
  const known = places.map(({ source }) => String(source));
  return Object.entries(precedence).flatMap(([bucket, list]) => {
    const named = Array.isArray(list) ? list.map(String) : [];
    return named.flatMap((source, index) => {
      if (known.includes(source)) return [];
      const path = ['locations', id, 'precedence', bucket, index];
      const expected = 'the source of the location or of one of its fallbacks';
      return [{ path, expected, hint: suggest(source, known) }];
    });
  });
}

const duplicateLocation = (
  path: Finding['path'],
  first: string,
  source: string,
  name: string,
): Finding => ({
  path,
  found: `"${name}" of source ${source} a second time`,
  expected: 'each place of a source at most once',
  hint: `location ${first} already stands for it`,
});

function poolFindings(
  at: readonly string[],
  channel: Tree,
  locations: readonly string[],
): Finding[] {
  const pool = Array.isArray(channel['pool']) ? channel['pool'].map(String) : [];
  const entries = pool.flatMap((location, index): Finding[] => {
    const path = [...at, 'pool', index];
    if (!locations.includes(location)) {
      return [{ path, expected: 'a location of this file', hint: suggest(location, locations) }];
    }
    if (pool.indexOf(location) === index) return [];
    return [{ path, expected: 'each location at most once', hint: 'remove the repetition' }];
  });
  const kept = Object.keys(tree(channel['protect'])).filter((location) => !pool.includes(location));
  return [
    ...entries,
    ...kept.map((location) => ({
      path: [...at, 'protect', location],
      ofKey: true,
      found: `the location "${location}"`,
      expected: "a location of the channel's pool",
      hint: suggest(location, pool),
    })),
  ];
}

/** A limit that can never hold the cost of one row would silence its channel for good. */
function limitFindings(at: readonly string[], limits: unknown): Finding[] {
  const entries: unknown[] = Array.isArray(limits) ? limits : [];
  const ids = entries.map((entry) => tree(entry)['id']);
  const repeated = ids.flatMap((id, index): Finding[] =>
    typeof id === 'string' && ids.indexOf(id) < index
      ? [{ path: [...at, index, 'id'], expected: 'each limit with an id of its own' }]
      : [],
  );
  const low = entries.flatMap((entry, index): Finding[] => {
    const { cost, capacity, perRequest = 1, perRow = 0 } = tree(entry);
    const needed = cost === 'points' ? Number(perRequest) + Number(perRow) : 1;
    if (typeof capacity !== 'number' || !(capacity > 0 && capacity < needed)) return [];
    const expected = `at least ${needed}, the cost of a call with one row`;
    return [{ path: [...at, index, 'capacity'], expected }];
  });
  return [...repeated, ...low];
}

/** Two channels on one account would overwrite each other's numbers (promise I5). */
function accountFindings(channels: Tree): Finding[] {
  const seen = new Map<string, string>();
  return Object.entries(channels).flatMap(([id, channel]) => {
    const { connector, endpoint } = tree(channel);
    const fields = accountFields(connector);
    const values = ['url', ...fields].map((field) => tree(endpoint)[field] ?? null);
    // The first field has to be there; what else tells accounts apart may be left out.
    if (fields.length === 0 || values[1] === null) return [];
    const identity = JSON.stringify([connector, ...values]);
    const first = seen.get(identity);
    if (first === undefined) {
      seen.set(identity, id);
      return [];
    }
    return [
      {
        path: ['channels', id, 'endpoint', fields.at(-1) ?? ''],
        expected: 'each marketplace account in one channel only',
        hint: `channel ${first} already writes to this account`,
      },
    ];
  });
}

const accountFields = (connector: unknown): readonly string[] =>
  Object.entries(ACCOUNT_FIELDS).find(([name]) => name === connector)?.[1] ?? [];

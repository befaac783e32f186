import { suggest } from './nearest.js';
import type { PolicyFile } from './policy.schema.js';
import type { Problem } from './problem.js';
import { pathText, type Path, type YamlText } from './yaml-text.js';

/** Names in a policy that refer to nothing, and names given twice. */
export function referenceProblems(text: YamlText, policy: PolicyFile): Problem[] {
  return [
    ...sourcesOfLocations(text, policy),
    ...placesOfChannels(text, policy),
    ...zonesOfSources(text, policy),
  ];
}

function sourcesOfLocations(text: YamlText, { locations, sources }: PolicyFile): Problem[] {
  const taken = new Map<string, string>();
  return Object.entries(locations).flatMap(([id, { source, name }]) => {
    const path = ['locations', id];
    const problems = unknown(text, [...path, 'source'], source, Object.keys(sources), 'source');
    const place = `${source}/${name}`;
    const other = taken.get(place);
    taken.set(place, id);
    if (other === undefined) return problems;
    const twice = {
      ...text.at([...path, 'name']),
      path: pathText([...path, 'name']),
      found: JSON.stringify(name),
      expected: `a name that ${other} does not have already`,
      hint: 'Give each location of a source its own name.',
    };
    return [...problems, twice];
  });
}

function placesOfChannels(text: YamlText, { channels, locations }: PolicyFile): Problem[] {
  return Object.entries(channels).flatMap(([id, { pool, protect }]) => [
    ...pool.flatMap((name, index) =>
      unknown(text, ['channels', id, 'pool', index], name, Object.keys(locations), 'location'),
    ),
    ...Object.keys(protect).flatMap((name) =>
      unknown(
        text,
        ['channels', id, 'protect', name],
        name,
        pool,
        "location of the channel's pool",
      ),
    ),
  ]);
}

function zonesOfSources(text: YamlText, { sources }: PolicyFile): Problem[] {
  return Object.entries(sources).flatMap(([id, { timeZone }]) => {
    if (isZone(timeZone)) return [];
    const path = ['sources', id, 'timeZone'];
    const hint = suggest(timeZone, Intl.supportedValuesOf('timeZone').concat('UTC'));
    return [
      {
        ...text.at(path),
        path: pathText(path),
        found: JSON.stringify(timeZone),
        expected: 'an IANA time zone such as Europe/London',
        hint: hint && hint.length < 60 ? hint : null,
      },
    ];
  });
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

function unknown(
  text: YamlText,
  path: Path,
  name: string,
  known: readonly string[],
  what: string,
): Problem[] {
  if (known.includes(name)) return [];
  return [
    {
      ...text.at(path),
      path: pathText(path),
      found: JSON.stringify(name),
      expected: `the name of a ${what}`,
      hint: suggest(name, known),
    },
  ];
}

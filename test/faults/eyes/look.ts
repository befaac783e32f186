import { z } from 'zod';
import type { Shelfwire } from '../../../tools/run/launch.js';
import type { Sight } from './sights.js';

const alert = z.looseObject({ kind: z.string(), subject: z.string(), cure: z.string().min(1) });
const status = z.looseObject({
  state: z.string(),
  sources: z.array(z.looseObject({ source: z.string(), stale: z.boolean() })),
  alerts: z.array(alert),
});
const locations = z.looseObject({
  locations: z.array(
    z.looseObject({
      location: z.string(),
      staleness: z.looseObject({ state: z.string() }).nullable(),
    }),
  ),
});

/** What the dashboard would show now that differs from what it must; empty: nothing. */
export async function missingInSight(shelfwire: Shelfwire, sight: Sight): Promise<string[]> {
  const ask = async <T>(route: string, shape: z.ZodType<T>): Promise<T> => {
    const headers = { authorization: `Bearer ${shelfwire.apiKey}` };
    return shape.parse(await (await fetch(`${shelfwire.apiUrl}${route}`, { headers })).json());
  };
  const [told, open, places] = await Promise.all([
    ask('/v1/status', status),
    ask('/v1/alerts', z.looseObject({ alerts: z.array(alert) })),
    ask('/v1/locations', locations),
  ]);
  const stale = told.sources.filter((source) => source.stale).map(({ source }) => source);
  const state = (name: string) =>
    places.locations.find(({ location }) => location === name)?.staleness?.state;
  const subjectsIn = (alerts: z.infer<typeof alert>[]) =>
    alerts.filter(({ kind }) => kind === sight.kind).map(({ subject }) => subject);
  return [
    ...differs('/v1/status sources', stale, sight.staleSources),
    ...differs('/v1/status alerts', subjectsIn(told.alerts), sight.subjects),
    ...differs('/v1/alerts', subjectsIn(open.alerts), sight.subjects),
    ...Object.entries(sight.states).flatMap(([name, wanted]) =>
      differs(`/v1/locations ${name}`, [String(state(name))], [wanted]),
    ),
    ...(told.state === 'attention' ? [] : [`/v1/status says ${told.state}`]),
  ];
}

function differs(what: string, found: readonly string[], wanted: readonly string[]): string[] {
  const [is, must] = [found, wanted].map((list) => list.toSorted().join(', '));
  return is === must ? [] : [`${what}: ${is || 'nothing'} instead of ${must || 'nothing'}`];
}

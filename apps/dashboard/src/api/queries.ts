import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Alert } from '../../../api/src/alerts/alert.schema.js';
import type { Capture } from '../../../api/src/capture/capture.schema.js';
import type { Drift } from '../../../api/src/channels/control.schema.js';
import type { Holding } from '../../../api/src/claims/claim.schema.js';
import type { ClaimExceptions } from '../../../api/src/claims/exception.schema.js';
import type { CountListAnswer } from '../../../api/src/counts/count.schema.js';
import type { Explain } from '../../../api/src/explain/explain.schema.js';
import type { ItemsPage } from '../../../api/src/items/item.schema.js';
import type { Pace } from '../../../api/src/channels/pace.schema.js';
import type { ParkedGroups, ParkedPage } from '../../../api/src/parked/parked.schema.js';
import type { LiveConnector } from '../../../api/src/sources/source-control.schema.js';
import type { Journeys } from '../../../api/src/journeys/journey.schema.js';
import type { Status } from '../../../api/src/status/status.schema.js';
import type { WaitingPage } from '../../../api/src/waiting/waiting.schema.js';
import { read } from './request.js';
import type { Kpis, Scorecard } from './scorecards.js';
import type { LocationHours, StalenessOf } from './staleness.js';

/** A route's answer; its path is its key. */
const answer = <T>(path: string) =>
  queryOptions({ queryKey: [path], queryFn: ({ signal }) => read<T>(path, signal) });

/** A list that is read page by page. */
const pages = <T extends { readonly next: string | null }>(
  path: string,
  given: Readonly<Record<string, string>> = {},
) =>
  infiniteQueryOptions({
    queryKey: [path, given],
    queryFn: ({ signal, pageParam }) => {
      const after: Record<string, string> = pageParam === null ? {} : { after: pageParam };
      return read<T>(`${path}?${new URLSearchParams({ ...given, ...after }).toString()}`, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

const ITEMS_A_PAGE = '100';
const CHANGES = 200;
/** What the stream of events says nothing of is asked for again so often. */
const SLOW_MS = 10_000;
/** As often as a publisher tells it. */
const PACE_MS = 2_000;
const name = encodeURIComponent;

export const STATUS_PATH = '/v1/status';
export const statusQuery = answer<Status>(STATUS_PATH);
export const captureQuery = { ...answer<Capture>('/v1/capture'), refetchInterval: SLOW_MS };
export const locationsQuery = answer<{ locations: StalenessOf[] }>('/v1/locations');
export const alertsQuery = answer<{ alerts: Alert[] }>('/v1/alerts?state=all');
export const claimsQuery = { ...answer<Holding>('/v1/claims'), refetchInterval: SLOW_MS };
export const exceptionsQuery = answer<ClaimExceptions>('/v1/exceptions');
export const PARKED_PATH = '/v1/parked';
export const parkedQuery = (conditions: Readonly<Record<string, string>>) =>
  pages<ParkedPage>(PARKED_PATH, conditions);
export const parkedGroupsQuery = answer<ParkedGroups>(`${PARKED_PATH}/groups`);
/** Asked for by itself: it changes with every call, which is no news for the rest of the page. */
export const paceQuery = (channel: string) => ({
  ...answer<Pace>(`/v1/channels/${name(channel)}/pace`),
  refetchInterval: PACE_MS,
});
export const connectorQuery = (source: string) =>
  answer<LiveConnector>(`/v1/sources/${name(source)}/connector`);
export const waitingQuery = pages<WaitingPage>('/v1/waiting');
export const driftQuery = (channel: string) => pages<Drift>(`/v1/channels/${name(channel)}/drift`);
export const itemsQuery = (search: string) =>
  pages<ItemsPage>('/v1/items', { limit: ITEMS_A_PAGE, ...(search === '' ? {} : { search }) });
/** @param at a past moment, ISO 8601; null: now */
export const explainQuery = (sku: string, at: string | null = null) =>
  answer<Explain>(
    at === null
      ? `/v1/items/${name(sku)}/explain?limit=${CHANGES}`
      : `/v1/explain?sku=${name(sku)}&at=${name(at)}&limit=${CHANGES}`,
  );
export const journeyQuery = (event: string) =>
  answer<Journeys>(`/v1/journeys?event=${name(event)}`);
export const hoursQuery = (location: string) =>
  answer<LocationHours>(`/v1/locations/${name(location)}/hours`);
export const scorecardQuery = (month: string) => answer<Scorecard>(`/v1/scorecards/${month}`);
export const dailyKpisQuery = (from: string, to: string) =>
  answer<Kpis>(`/v1/kpis?from=${from}&to=${to}`);
export const countsQuery = (location: string) =>
  answer<CountListAnswer>(`/v1/counts/list?location=${name(location)}`);

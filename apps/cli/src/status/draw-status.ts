import { ago, span, spanOr } from '../terminal/ages.js';
import { table } from '../terminal/table.js';
import type { StatusAnswer } from './status-answer.js';

const NONE = '-';

/** The answer as lines for a terminal. */
export function drawStatus(status: StatusAnswer): string[] {
  const headline = status.state === 'ok' ? 'everything is well' : 'something needs attention';
  return [
    `Shelfwire: ${headline} · policy ${status.policyVersion} · ${status.at}`,
    ...section(drawSources(status)),
    ...section(drawStages(status)),
    ...section(drawChannels(status)),
    ...section(drawWaiting(status)),
    ...section(drawParked(status)),
    ...section(drawAlerts(status)),
  ];
}

const section = (lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', ...lines]);

const drawSources = ({ sources }: StatusAnswer): string[] =>
  table(
    ['SOURCE', 'STATE', 'HEARTBEAT', 'TRAVELLED', 'LAST CHANGE', 'LOCATIONS'],
    sources.map(({ source, stale, heartbeat, lastChangeAgeSeconds, locations }) => [
      source,
      stale ? 'STALE' : heartbeat ? 'alive' : 'not heard yet',
      heartbeat ? `${span(heartbeat.ageSeconds)} ago` : 'never',
      heartbeat ? span(heartbeat.travelSeconds) : NONE,
      lastChangeAgeSeconds === null ? 'never' : `${span(lastChangeAgeSeconds)} ago`,
      locations.join(', '),
    ]),
  );

const drawStages = ({ stages, at }: StatusAnswer): string[] =>
  table(
    ['STAGE', 'LAG', 'P50', 'P95', 'MAX (5 min)', 'BACKLOG', 'PARKED', 'PROGRESS'],
    stages.map(({ stage, lagSeconds, basis, delay, backlog, parked, lastProgressAt }) => [
      stage,
      lagSeconds === null ? `unknown: ${basis}` : span(lagSeconds),
      spanOr(delay?.p50Seconds ?? null, NONE),
      spanOr(delay?.p95Seconds ?? null, NONE),
      spanOr(delay?.maxSeconds ?? null, NONE),
      String(backlog ?? 'unknown'),
      String(parked),
      ago(lastProgressAt, at),
    ]),
  );

const drawChannels = ({ channels }: StatusAnswer): string[] =>
  table(
    ['CHANNEL', 'ITEMS', 'SHOWN', 'PENDING', 'UNCLEAR', 'REJECTED', 'OLDEST WAITS', 'PUBLISHER'],
    channels.map((channel) => [
      channel.channel,
      String(channel.items),
      String(channel.acknowledged),
      String(channel.pending),
      String(channel.unclear),
      String(channel.rejected),
      spanOr(channel.oldestUnacknowledgedAgeSeconds, NONE),
      ownerOf(channel),
    ]),
  );

function ownerOf({ lease }: StatusAnswer['channels'][number]): string {
  if (!lease) return 'nobody';
  return lease.expired ? `nobody (lease of ${lease.owner} expired)` : lease.owner;
}

function drawWaiting({ waiting: { count, oldestAgeSeconds } }: StatusAnswer): string[] {
  if (count === 0) return [];
  const age = spanOr(oldestAgeSeconds, 'an unknown time');
  return [`${count} changes wait for a reference, the oldest for ${age}`];
}

function drawParked({ parked, at }: StatusAnswer): string[] {
  if (parked.count === 0) return [];
  return table(
    ['PARKED', 'STAGE', 'COUNT', 'NEWEST'],
    parked.byCode.map(({ stage, code, count, newestAt }) => [
      code,
      stage,
      String(count),
      ago(newestAt, at),
    ]),
  );
}

function drawAlerts({ alerts, at }: StatusAnswer): string[] {
  if (alerts.length === 0) return [];
  return table(
    ['ALERT', 'SEVERITY', 'SINCE', 'SUMMARY'],
    alerts.map(({ kind, subject, severity, since, summary }) => [
      `${kind} ${subject}`,
      severity,
      ago(since, at),
      summary,
    ]),
  );
}

import type { Finding } from '../../apps/alerting/src/finding.js';

/** Since when all of these are so. */
export const FOUND_AT = new Date('2026-11-27T00:00:00Z');

export const SILENT: Finding = {
  kind: 'source_stale',
  subject: 'pos',
  source: 'pos',
  severity: 'critical',
  summary: 'no heartbeat from pos',
  since: FOUND_AT,
};
export const DOWN: Finding = {
  ...SILENT,
  kind: 'connector_down',
  subject: 'cdc.pos',
  severity: 'warning',
  summary: 'cdc.pos: database_away',
};
export const stale = (location: string): Finding => ({
  ...SILENT,
  kind: 'location_stale',
  subject: `${location}/pos`,
  location,
  severity: 'warning',
  summary: `no change of ${location}`,
});
export const HELD: Finding = {
  kind: 'zeros_held',
  subject: 'bazaar',
  channel: 'bazaar',
  severity: 'critical',
  summary: '31 of 40 listings of bazaar would go to zero <and & more>',
  since: FOUND_AT,
};

import { alertTextOf } from '#observability';
import { iso, isoOrNull } from '../format/instants.js';
import type { AlertRow } from './alert.queries.js';
import type { Alert } from './alert.schema.js';

export const toAlert = (row: AlertRow): Alert => ({
  kind: row.kind,
  subject: row.subject,
  fingerprint: row.fingerprint,
  severity: row.severity,
  summary: row.summary,
  ...alertTextOf(row.kind),
  source: row.source,
  location: row.location,
  channel: row.channel,
  since: iso(row.since),
  resolvedAt: isoOrNull(row.resolved_at),
  open: row.resolved_at === null,
});

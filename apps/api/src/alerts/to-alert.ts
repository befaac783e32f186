import { alertTextOf } from '#observability';
import { iso, isoOrNull } from '../format/instants.js';
import type { AlertRow } from './alert.queries.js';
import type { Alert } from './alert.schema.js';
import type { SilenceRow } from './silence.queries.js';
import type { Silence } from './silence.schema.js';

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
  silence:
    row.silence_id === null
      ? null
      : {
          id: row.silence_id,
          since: iso(row.silenced_at),
          until: iso(row.silenced_until),
          reason: row.silence_reason,
          by: row.silenced_by,
        },
});

export const toSilence = (row: SilenceRow): Silence => ({
  id: row.id,
  since: iso(row.since),
  until: iso(row.until),
  reason: row.reason,
  by: row.silenced_by,
});

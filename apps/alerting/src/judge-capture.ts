import type { Finding } from './finding.js';

/** A connector that does not work, as the supervisor sees it. */
export interface TroubledConnector {
  readonly connector: string;
  readonly source: string;
  readonly cause: string;
  readonly detail: string;
  readonly needsPerson: boolean;
  readonly since: Date;
  readonly restarts: number;
}

/** What an audit found wrong with a source's database. */
export interface AuditedTrouble {
  readonly source: string;
  readonly check: string;
  readonly found: string;
  readonly mend: string;
  readonly since: Date;
}

/** What mends itself within this is nobody's business. */
const PATIENCE_SECONDS = 30;
/** An alert is a line; the whole of it is in the connector's health. */
const DETAIL_LENGTH = 300;

export const connectorFindings = (
  connectors: readonly TroubledConnector[],
  now: Date,
): readonly Finding[] =>
  connectors
    .filter(
      ({ needsPerson, since }) =>
        needsPerson || now.getTime() - since.getTime() > PATIENCE_SECONDS * 1000,
    )
    .map(({ connector, source, cause, detail, needsPerson, since, restarts }) => ({
      kind: 'connector_down',
      subject: connector,
      source,
      severity: needsPerson ? 'critical' : 'warning',
      summary: `${connector}: ${cause}, ${needsPerson ? 'which needs a person' : 'which is being mended'} (${restarts} restarts); see docs/runbook.md#${cause}. ${detail.slice(0, DETAIL_LENGTH)}`,
      since,
    }));

export const auditFindings = (troubles: readonly AuditedTrouble[]): readonly Finding[] =>
  troubles.map(({ source, check, found, mend, since }) => ({
    kind: 'source_at_risk',
    subject: `${source}/${check}`,
    source,
    severity: 'warning',
    summary: `${source}, ${check}: ${found}; to mend: ${mend}`,
    since,
  }));

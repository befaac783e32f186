export { auditedSource, type AuditedSource } from './audits/audited-source.js';
export { auditSource } from './audits/audit-source.js';
export {
  AreaFailure,
  failed,
  ok,
  skipped,
  type CheckResult,
  type Finding,
  type Remedy,
} from './audits/finding.js';
export { tellRefusal } from './audits/refusal.js';
export { BackfillError } from './backfill/backfill-error.js';
export { controlBackfill } from './backfill/control-backfill.js';
export { controlSignal } from './backfill/signal.js';
export { SourceSignals } from './backfill/source-signals.js';
export {
  startBackfill,
  type BackfillRequest,
  type BackfillSurroundings,
} from './backfill/start-backfill.js';
export { ConnectClient, ConnectError, type ConnectorStatus } from './connect-client.js';
export { inspectSchema } from './database/inspect-schema.js';
export { openDatabase } from './database/open-database.js';
export type { SourceDatabase, SourceLogin } from './database/source-database.js';
export type { SourceColumn, SourceTable } from './database/source-schema.js';
export {
  beginEpoch,
  BEGUN,
  distrustSource,
  READING,
  type EpochTools,
} from './epochs/begin-epoch.js';
export { renderGrants } from './grants/render-grants.js';
export {
  compareLevels,
  type Comparison,
  type Difference,
  type Level,
} from './reconcile/compare-levels.js';
export { reconciledJson, reconcileSource, type Reconciled } from './reconcile/reconcile-source.js';
export { levelsFrom, parseLevel } from './reconcile/source-levels.js';
export { sourceLog } from './retention/source-log.js';
export { registerConnector, type Registration } from './register-connector.js';
export { renderConnector, type RenderedConnector } from './render-connector.js';

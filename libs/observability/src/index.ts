export { exitWithProblem } from './exit-with-problem.js';
export { Health, type HealthCheck, type HealthReport } from './health.js';
export { Metrics } from './metrics.js';
export { ObservabilityModule } from './observability.module.js';
export { createRedact, type Redact } from './redact.js';
export { runApp, type AppDescription } from './run-app.js';
export { Steady } from './steady.js';
export { TIMERS } from './timers.js';
export { tellProgress } from './tell-progress.js';

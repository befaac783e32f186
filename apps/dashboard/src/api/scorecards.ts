import type { Kpis } from '../../../api/src/kpis/kpi.schema.js';
import type {
  Scorecard,
  ScorecardSection,
  ScorecardValue,
} from '../../../api/src/scorecards/scorecard.schema.js';

export type { Kpis, Scorecard, ScorecardSection, ScorecardValue };

export type Rule = Scorecard['kpis'][number];

import type { StageStatus } from '../../../../api/src/status/status.schema.js';
import { counted, grouped } from '../../parts/count-words.js';
import { span } from '../../time/words.js';
import { Growing } from '../../time/growing.js';
import './stage-flow.css';

interface StageFlowProps {
  readonly stages: readonly StageStatus[];
  readonly at: string;
}

const DOES: Readonly<Record<StageStatus['stage'], string>> = {
  normalizer: 'row changes → stock events',
  availability: 'events → channel numbers',
  publisher: 'numbers → marketplaces',
};
/** What a reader should look at; the service level is 60 s for nearly all changes. */
const LATE_SECONDS = 60;

/** How far each stage is behind, in the order in which a change meets them. */
export function StageFlow({ stages, at }: StageFlowProps) {
  return (
    <section aria-labelledby="stages" className="stack">
      <h2 id="stages">On the way</h2>
      <ol className="stage-flow">
        {stages.map((stage) => (
          <Stage key={stage.stage} stage={stage} at={at} />
        ))}
      </ol>
    </section>
  );
}

function Stage({ stage, at }: { readonly stage: StageStatus; readonly at: string }) {
  const isLate = (stage.lagSeconds ?? 0) > LATE_SECONDS;
  return (
    <li className={`stage ${isLate ? 'stage-late' : ''}`}>
      <h3>{stage.stage}</h3>
      <p className="small muted">{DOES[stage.stage]}</p>
      <p className="stage-lag" title={stage.basis}>
        <Lag seconds={stage.lagSeconds} at={at} />
      </p>
      <p className="small muted">{notesOf(stage).join(' · ')}</p>
    </li>
  );
}

function Lag({ seconds, at }: { readonly seconds: number | null; readonly at: string }) {
  if (seconds === null) return <span className="muted">unknown</span>;
  if (seconds === 0) return 'nothing waits';
  return (
    <>
      <Growing seconds={seconds} measuredAt={at} />
      <span className="stage-unit"> behind</span>
    </>
  );
}

function notesOf({ basis, delay, backlog, parked }: StageStatus): string[] {
  return [
    ...(backlog === null ? [basis] : []),
    ...(backlog !== null && backlog > 0 ? [`${grouped(backlog)} to do`] : []),
    ...(delay ? [`p50 ${span(delay.p50Seconds)}, p95 ${span(delay.p95Seconds)}`] : []),
    ...(parked > 0 ? [`${counted(parked, 'message')} parked`] : []),
  ];
}

import type { Planned } from '../../../../api/src/plan/plan.schema.js';
import { Command } from '../../parts/command.js';
import { counted } from '../../parts/count-words.js';
import { Notice } from '../../parts/notice.js';
import { Pill } from '../../parts/pill.js';
import { applyCommand } from './apply-command.js';

type Plan = NonNullable<Planned['plan']>;
type Step = Plan['steps'][number];

const SIGNS: Readonly<Record<Step['sign'], string>> = {
  '+': 'made anew',
  '~': 'changed',
  '-': 'removed',
};

/** The steps in their order, those that lose something marked, and the command that takes them. */
export function PlanSteps({ plan: { steps, version } }: { readonly plan: Plan }) {
  if (steps.length === 0) return <Notice title="Nothing would change" tone="ok" />;
  const losing = steps.filter(({ loses }) => loses.length > 0);
  return (
    <div className="stack">
      <p>
        {counted(steps.length, 'step')} to version <code>{version}</code>
        {losing.length > 0 && `, ${losing.length} of them lose something and need approval`}
      </p>
      <ol>
        {steps.map((step) => (
          <PlanStep key={step.id} step={step} />
        ))}
      </ol>
      <p className="small muted">
        Nothing was written. The file belongs to the server, and its programs read it when they
        start: put it there, apply it, and start them again.
      </p>
      <Command line={applyCommand(losing.map(({ id }) => id))} />
    </div>
  );
}

function PlanStep({ step: { id, sign, changes, loses } }: { readonly step: Step }) {
  return (
    <li className="plan-step">
      <p className="row">
        <code className="break">{id}</code>
        <Pill tone={loses.length > 0 ? 'bad' : 'idle'}>{SIGNS[sign]}</Pill>
      </p>
      {changes.map(({ field, from, to }) => (
        <p key={`${field} ${from} ${to}`} className="plan-change small">
          <span className="muted break">{field}</span>
          <span className="break">
            {from !== null && <del>{from}</del>} {to !== null && <ins>{to}</ins>}
          </span>
        </p>
      ))}
      {loses.map((loss) => (
        <p key={loss} className="small">
          Loses: {loss}
        </p>
      ))}
    </li>
  );
}

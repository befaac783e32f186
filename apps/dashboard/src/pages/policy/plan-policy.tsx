import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Planned } from '../../../../api/src/plan/plan.schema.js';
import { write } from '../../api/request.js';
import { useSession } from '../../api/session.js';
import { Button } from '../../parts/button.js';
import { Card } from '../../parts/card.js';
import { PlanSteps } from './plan-steps.js';
import { PolicyProblems } from './policy-problems.js';
import '../../parts/code-input.css';
import './plan-policy.css';

/** What applying a pasted or chosen policy file would do; nothing is written. */
export function PlanPolicy() {
  const [text, setText] = useState('');
  const session = useSession().data;
  const isAdmin = session?.kind === 'signed-in' && session.scope === 'admin';
  const planning = useMutation({
    mutationFn: (policy: string) => write<Planned>('POST', '/v1/policy/plan', { policy }),
  });
  return (
    <Card title="Plan another">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isAdmin && text.trim() !== '') planning.mutate(text);
        }}
      >
        <label className="field">
          Another shelfwire.yaml
          <textarea
            className="code-input"
            rows={10}
            spellCheck={false}
            value={text}
            placeholder="Paste it here, or choose a file below"
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <div className="plan-ask">
          <FromFile take={setText} />
          <Button type="submit" kind="main" because={whyNot(isAdmin, text)}>
            {planning.isPending ? 'Planning …' : 'Show the plan'}
          </Button>
        </div>
        {!isAdmin && <p className="small muted">Planning asks for a key of the scope admin.</p>}
      </form>
      <div aria-live="polite">
        {planning.error && <p role="alert">It was not planned: {planning.error.message}</p>}
        {planning.data && <Outcome planned={planning.data} />}
      </div>
    </Card>
  );
}

function FromFile({ take }: { readonly take: (text: string) => void }) {
  const read = async (file: File | undefined) => {
    if (file) take(await file.text());
  };
  return (
    <label className="row small">
      <span>Or from a file</span>
      <input
        type="file"
        accept=".yaml,.yml"
        onChange={({ target }) => void read(target.files?.[0])}
      />
    </label>
  );
}

function whyNot(isAdmin: boolean, text: string): string | undefined {
  if (!isAdmin) return 'Planning asks for a key of the scope admin';
  return text.trim() === '' ? 'Paste a policy first' : undefined;
}

const Outcome = ({ planned: { problems, plan } }: { readonly planned: Planned }) =>
  plan ? <PlanSteps plan={plan} /> : <PolicyProblems problems={problems} />;

import type { Explain } from '../../../../api/src/explain/explain.schema.js';
import { Age } from '../../time/age.js';

type Step = Explain['channels'][number]['steps'][number];

/** What a listing was told and answered, newest first. */
export function Steps({ steps }: { readonly steps: readonly Step[] }) {
  if (steps.length === 0) return null;
  return (
    <details className="small">
      <summary>What it was told and answered</summary>
      <ul className="tree">
        {steps.map(({ at, step, version, quantity, code, reason }) => (
          <li key={`${at} ${step} ${version}`} className="break">
            {step.replaceAll('_', ' ')} <span className="number">{quantity}</span>{' '}
            <span className="muted">
              as version {version}, <Age at={at} />
              {[code, reason].map((part) => (part === null ? '' : `, ${part}`)).join('')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

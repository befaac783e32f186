import type { ReactNode } from 'react';
import './facts.css';

interface FactsProps {
  readonly of: readonly (readonly [label: string, value: ReactNode])[];
}

/** Short labelled values, side by side where there is room. */
export function Facts({ of }: FactsProps) {
  return (
    <dl className="facts">
      {of.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

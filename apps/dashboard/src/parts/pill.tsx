import type { ReactNode } from 'react';
import './pill.css';
import type { Tone } from './tone.js';

interface PillProps {
  readonly tone: Tone;
  readonly children: ReactNode;
}

/** A state in a word; colour and dot repeat it. */
export function Pill({ tone, children }: PillProps) {
  return (
    <span className={`pill pill-${tone}`}>
      <span className="pill-dot" aria-hidden="true" />
      {children}
    </span>
  );
}

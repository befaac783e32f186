import type { ReactNode } from 'react';
import './card.css';

interface CardProps {
  readonly title?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly id?: string;
}

/** What belongs together, under one heading. */
export function Card({ title, aside, children, id }: CardProps) {
  return (
    <section className="card" id={id}>
      {title !== undefined && (
        <header className="card-head">
          <h2>{title}</h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}

import { useEffect, type ReactNode } from 'react';
import './page.css';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** One page: its heading, what it is for, and what it shows. */
export function Page({ title, lead, aside, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Shelfwire`;
  }, [title]);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1 className="break">{title}</h1>
          {lead !== undefined && <div className="page-lead">{lead}</div>}
        </div>
        {aside}
      </header>
      {children}
    </div>
  );
}

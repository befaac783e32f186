import type { ReactNode } from 'react';
import './notice.css';
import type { Tone } from './tone.js';

interface NoticeProps {
  readonly title: string;
  readonly tone?: Tone;
  readonly children?: ReactNode;
}

/** What is said where there is nothing to show, or something went wrong. */
export function Notice({ title, tone = 'idle', children }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : undefined}>
      <p className="notice-title">{title}</p>
      {children !== undefined && <div className="notice-text">{children}</div>}
    </div>
  );
}

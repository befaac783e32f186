import { useState } from 'react';
import './command.css';

/** A command line to copy. */
export function Command({ line }: { readonly line: string }) {
  const [said, say] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(line);
      say('Copied');
    } catch {
      say('Select and copy it');
    }
  };
  return (
    <span className="command">
      <code className="command-line">{line}</code>
      <button type="button" className="command-copy" onClick={() => void copy()}>
        Copy<span className="unseen"> {line}</span>
      </button>
      <span className="command-said" role="status">
        {said}
      </span>
    </span>
  );
}

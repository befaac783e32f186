import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Button } from './button.js';
import { Dialog } from './dialog.js';

interface SayWhyProps {
  readonly title: string;
  readonly children: ReactNode;
  /** what the button says that does it */
  readonly verb: string;
  readonly isDangerous?: boolean;
  /** why it cannot be done yet, beside a missing reason */
  readonly blocked?: string | undefined;
  readonly act: (because: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks once more and for a reason, which the installation keeps. */
export function SayWhy({ title, children, verb, isDangerous = false, ...rest }: SayWhyProps) {
  const { blocked, act, onClose } = rest;
  const [because, setBecause] = useState('');
  const doing = useMutation({ mutationFn: act, onSuccess: onClose });
  const reason = because.trim();
  const missing = blocked ?? (reason === '' ? 'Say why first' : undefined);
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (missing === undefined) doing.mutate(reason);
        }}
      >
        <label className="field">
          Why? Kept with what was done
          <input
            value={because}
            maxLength={500}
            onChange={({ target }) => setBecause(target.value)}
          />
        </label>
        {doing.error && <p role="alert">It was not done: {doing.error.message}</p>}
        <div className="dialog-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind={isDangerous ? 'danger' : 'main'} because={missing}>
            {doing.isPending ? 'Doing it …' : verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

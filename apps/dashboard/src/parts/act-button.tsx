import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useReadOnlyReason } from '../api/session.js';
import { Button } from './button.js';
import { SayWhy } from './say-why.js';

interface ActButtonProps {
  /** what the button says, and once more the one that does it */
  readonly name: string;
  /** what it is done to */
  readonly to: string;
  readonly isDangerous?: boolean;
  /** why it makes no sense now */
  readonly because?: string | undefined;
  /** why it cannot be done yet, once it is asked for */
  readonly blocked?: string | undefined;
  readonly act: (because: string) => Promise<unknown>;
  /** paths whose answers are others afterwards */
  readonly changes: readonly string[];
  /** what will happen, and what else is asked */
  readonly children: ReactNode;
}

/** A button that asks for a reason before it does something. */
export function ActButton({ name, to, isDangerous = false, ...rest }: ActButtonProps) {
  const { because, blocked, act, changes, children } = rest;
  const queries = useQueryClient();
  const readOnly = useReadOnlyReason();
  const [isAsked, ask] = useState(false);
  const doIt = async (reason: string) => {
    await act(reason);
    await Promise.all(changes.map((path) => queries.invalidateQueries({ queryKey: [path] })));
  };
  return (
    <>
      <Button
        kind={isDangerous ? 'danger' : 'plain'}
        because={readOnly ?? because}
        label={`${name}: ${to}`}
        onClick={() => ask(true)}
      >
        {name}
      </Button>
      {isAsked && (
        <SayWhy
          title={`${name}: ${to}`}
          verb={name}
          isDangerous={isDangerous}
          blocked={blocked}
          act={doIt}
          onClose={() => ask(false)}
        >
          {children}
        </SayWhy>
      )}
    </>
  );
}

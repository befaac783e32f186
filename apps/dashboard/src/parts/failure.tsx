import { RequestFailed } from '../api/request.js';
import { Button } from './button.js';
import { Notice } from './notice.js';

interface FailureProps {
  readonly what: string;
  readonly error: Error;
  readonly again?: () => void;
}

/** Why something cannot be shown, in the server's words, and a way to try again. */
export function Failure({ what, error, again }: FailureProps) {
  const wrong = error instanceof RequestFailed ? (error.problem?.errors ?? []) : [];
  return (
    <Notice title={`${what} cannot be shown`} tone="bad">
      <p>{error.message}</p>
      {wrong.map(({ field, expected, found }) => (
        <p key={field}>
          {field}: expected {expected}, found {found}
        </p>
      ))}
      {again && <Button onClick={again}>Try again</Button>}
    </Notice>
  );
}

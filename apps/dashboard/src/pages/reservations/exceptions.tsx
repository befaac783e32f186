import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ClaimException } from '../../../../api/src/claims/exception.schema.js';
import { exceptionsQuery } from '../../api/queries.js';
import { write } from '../../api/request.js';
import { useReadOnlyReason } from '../../api/session.js';
import { Button } from '../../parts/button.js';
import { Card } from '../../parts/card.js';
import { Pill } from '../../parts/pill.js';
import { Age } from '../../time/age.js';

const WORDS: Readonly<Record<ClaimException['kind'], string>> = {
  unmatched: 'never shown by the authority',
  commit_refused: 'expired, and its units were gone',
  order_short: 'could not be had in full',
};

/** Orders that stock does not answer for; each until somebody has seen to it. */
export function Exceptions({ exceptions }: { readonly exceptions: readonly ClaimException[] }) {
  if (exceptions.length === 0) return null;
  return (
    <Card title="Orders that stock does not answer for">
      <ul className="stack">
        {exceptions.map((exception) => (
          <Exception key={exception.id} exception={exception} />
        ))}
      </ul>
    </Card>
  );
}

function Exception({ exception }: { readonly exception: ClaimException }) {
  const { id, kind, channel, order, detail, raisedAt } = exception;
  const queries = useQueryClient();
  const readOnly = useReadOnlyReason();
  const resolve = useMutation({
    mutationFn: () => write('POST', `/v1/exceptions/${id}/resolve`),
    onSuccess: () => queries.invalidateQueries({ queryKey: exceptionsQuery.queryKey }),
  });
  return (
    <li className="stack">
      <p className="row">
        <strong className="break">
          {order.type} {order.id}
        </strong>
        <Pill tone="bad">{WORDS[kind]}</Pill>
        <span className="small muted">
          {channel}, <Age at={raisedAt} />
        </span>
      </p>
      <p className="small break">{detail}</p>
      <p className="row">
        <Button
          because={readOnly}
          label={`Seen to: ${order.type} ${order.id}`}
          onClick={() => resolve.mutate()}
        >
          {resolve.isPending ? 'Saying so …' : 'Seen to'}
        </Button>
        {readOnly !== undefined && <span className="small muted">{readOnly}</span>}
        {resolve.error && <span role="alert">It was not done: {resolve.error.message}</span>}
      </p>
    </li>
  );
}

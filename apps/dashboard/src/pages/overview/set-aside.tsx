import { Link } from 'wouter';
import type { Status } from '../../../../api/src/status/status.schema.js';
import { Card } from '../../parts/card.js';
import { counted } from '../../parts/count-words.js';
import { Age } from '../../time/age.js';

/** What does not move on by itself: parked for good, or waiting for a row that has not come. */
export function SetAside({ status: { parked, waiting } }: { readonly status: Status }) {
  return (
    <Card
      title="Set aside"
      aside={
        <Link href="/parked" className="small">
          Look at them
        </Link>
      }
    >
      <ul className="stack">
        <li>
          {parked.count === 0 ? (
            <span className="muted">No message is parked.</span>
          ) : (
            <>
              <strong>{counted(parked.count, 'message')} parked</strong>
              <ul className="small">
                {parked.byCode.map(({ stage, code, count, newestAt }) => (
                  <li key={`${stage} ${code}`}>
                    {count} × <code>{code}</code> at the {stage}, newest <Age at={newestAt} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </li>
        <li>
          {waiting.count === 0 ? (
            <span className="muted">No change waits for a reference.</span>
          ) : (
            <>
              <strong>{counted(waiting.count, 'change waits', 'changes wait')}</strong> for a
              reference, the oldest since <Age at={waiting.oldestSince} />
            </>
          )}
        </li>
      </ul>
    </Card>
  );
}

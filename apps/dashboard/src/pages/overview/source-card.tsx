import { Link } from 'wouter';
import type { SourceStatus } from '../../../../api/src/sources/source.schema.js';
import { Pill } from '../../parts/pill.js';
import { Age } from '../../time/age.js';
import { span } from '../../time/words.js';
import './source-card.css';
import { sourceState } from './source-state.js';

/** Whether a source is alive: how long ago its heartbeat had travelled all the way. */
export function SourceCard({ source }: { readonly source: SourceStatus }) {
  const { heartbeat, trust, lastChangeAt } = source;
  const { tone, word } = sourceState(source);
  return (
    <article className={`source-card source-card-${tone}`}>
      <header>
        <h3>
          <Link href={`/sources#${source.source}`}>{source.source}</Link>
        </h3>
        <Pill tone={tone}>{word}</Pill>
      </header>
      <p className="source-beat">
        <Age at={heartbeat?.seenAt ?? null} never="no heartbeat" />
      </p>
      <p className="small muted">
        {heartbeat && <>last heartbeat, {span(heartbeat.travelSeconds)} on its way · </>}
        newest change <Age at={lastChangeAt} never="none yet" />
      </p>
      {trust.verified ? null : <p className="small break">{trust.reason}</p>}
    </article>
  );
}

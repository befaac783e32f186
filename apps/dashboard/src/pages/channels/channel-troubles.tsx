import type { ChannelStatus } from '../../../../api/src/channels/channel.schema.js';
import { grouped } from '../../parts/count-words.js';
import { ItemLink } from '../../parts/item-link.js';
import { Notice } from '../../parts/notice.js';
import { Age } from '../../time/age.js';

/** What holds a channel up: zeros that wait for a person, a pause, an open breaker. */
export function ChannelTroubles({ channel }: { readonly channel: ChannelStatus }) {
  const { heldZeros, paused, failing } = channel;
  return (
    <>
      {heldZeros && <HeldZeros held={heldZeros} />}
      {failing && (
        <Notice
          title={`${grouped(failing.failures)} calls in a row without a good answer`}
          tone="bad"
        >
          Left alone but for one call at a time since <Age at={failing.since} />; the next try{' '}
          {failing.nextTryAt === null ? (
            'waits until it is resumed'
          ) : (
            <>
              is due <Age at={failing.nextTryAt} />
            </>
          )}
          .
        </Notice>
      )}
      {paused && (
        <Notice title="Paused: nothing is sent" tone="warn">
          <Age at={paused.since} />, because: {paused.because || 'not said'}. Numbers are kept up;
          resuming sends the newest only.
        </Notice>
      )}
    </>
  );
}

function HeldZeros({ held }: { readonly held: NonNullable<ChannelStatus['heldZeros']> }) {
  const { since, held: count, showing, samples, cause, confirmedAt } = held;
  const title = `${grouped(count)} of ${grouped(showing)} listings would go to zero`;
  return (
    <Notice title={title} tone={confirmedAt === null ? 'bad' : 'warn'}>
      <p>
        {confirmedAt === null ? 'Held' : 'Confirmed, and going out now; held'} <Age at={since} />:{' '}
        {cause}.
      </p>
      {samples.length > 0 && (
        <p>
          Such as{' '}
          {samples.map((sku, place) => (
            <span key={sku}>
              {place > 0 && ', '}
              <ItemLink sku={sku} />
            </span>
          ))}
          .
        </p>
      )}
    </Notice>
  );
}

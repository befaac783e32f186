import { useStatus } from '../../api/use-status.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { Shown } from '../../parts/shown.js';
import { ChannelDetail } from './channel-detail.js';

/** Every marketplace account: what it shows, what waits, and what holds it up. */
export function ChannelsPage() {
  const query = useStatus();
  return (
    <Page
      title="Channels"
      lead="For each account: the number that should be shown, and the one known to be shown."
    >
      <Shown query={query} what="The channels">
        {({ channels, at }) =>
          channels.length === 0 ? (
            <Notice title="The policy names no channel">
              Add one to shelfwire.yaml and run shelfwire apply.
            </Notice>
          ) : (
            channels.map((channel) => (
              <ChannelDetail key={channel.channel} channel={channel} at={at} />
            ))
          )
        }
      </Shown>
    </Page>
  );
}

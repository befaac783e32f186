import type { ChannelStatus } from '../../../../api/src/channels/channel.schema.js';
import { Card } from '../../parts/card.js';
import { counted, grouped } from '../../parts/count-words.js';
import { Facts } from '../../parts/facts.js';
import { Meter } from '../../parts/meter.js';
import { Pill } from '../../parts/pill.js';
import { Age } from '../../time/age.js';
import { Growing } from '../../time/growing.js';
import { ChannelControls } from './channel-controls.js';
import { channelState } from './channel-state.js';
import { ChannelTroubles } from './channel-troubles.js';
import { Drift } from './drift.js';
import { PaceOf } from './pace.js';

interface ChannelDetailProps {
  readonly channel: ChannelStatus;
  readonly at: string;
}

export function ChannelDetail({ channel, at }: ChannelDetailProps) {
  const { tone, word } = channelState(channel);
  const { acknowledged, items } = channel;
  const shown = `${grouped(acknowledged)} of ${grouped(items)} shown as wanted`;
  return (
    <Card id={channel.channel} title={channel.channel} aside={<Pill tone={tone}>{word}</Pill>}>
      <div className="stack">
        <div>
          <p className="number">{shown}</p>
          <Meter part={acknowledged} of={items} label={shown} />
        </div>
        <ChannelTroubles channel={channel} />
        <Facts of={factsOf(channel, at)} />
        <PaceOf channel={channel.channel} />
        <ChannelControls channel={channel} />
        <Drift channel={channel.channel} />
      </div>
    </Card>
  );
}

const factsOf = (channel: ChannelStatus, at: string) =>
  [
    ['Waiting', grouped(channel.pending)],
    ['Of them unclear', grouped(channel.unclear)],
    [
      'Oldest waits',
      <Growing key="oldest" seconds={channel.oldestUnacknowledgedAgeSeconds} measuredAt={at} />,
    ],
    ['Refused', grouped(channel.rejected)],
    ['Last taken', <Age key="taken" at={channel.lastAcknowledgedAt} />],
    ['Read whole', <Age key="listed" at={channel.listedAt} />],
    ['Account', `${channel.connector} · ${channel.account}`],
    ['Sells from', channel.pool.join(', ')],
    ['Publisher', publisherOf(channel)],
    ['Breaker', breakerOf(channel)],
  ] as const;

function publisherOf({ lease }: ChannelStatus): string {
  if (!lease) return 'none so far';
  return lease.expired ? `${lease.owner}, whose right has run out` : lease.owner;
}

const breakerOf = ({ failing }: ChannelStatus): string =>
  failing === null ? 'closed: it answers' : `open after ${counted(failing.failures, 'failure')}`;

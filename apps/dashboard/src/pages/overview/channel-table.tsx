import { Link } from 'wouter';
import type { ChannelStatus } from '../../../../api/src/channels/channel.schema.js';
import { Card } from '../../parts/card.js';
import { grouped } from '../../parts/count-words.js';
import { Meter } from '../../parts/meter.js';
import { Pill } from '../../parts/pill.js';
import type { Column } from '../../parts/column.js';
import { Table } from '../../parts/table.js';
import { Age } from '../../time/age.js';
import { Growing } from '../../time/growing.js';
import { channelState } from '../channels/channel-state.js';

interface ChannelTableProps {
  readonly channels: readonly ChannelStatus[];
  readonly at: string;
}

/** How old is what each channel shows, and how many numbers wait. */
export function ChannelTable({ channels, at }: ChannelTableProps) {
  return (
    <Card title="Channels">
      <Table
        caption="Channels: what they show and what waits"
        columns={columns(at)}
        rows={channels}
        keyOf={({ channel }) => channel}
      />
    </Card>
  );
}

const columns = (at: string): Column<ChannelStatus>[] => [
  {
    head: 'Channel',
    cell: ({ channel }) => <Link href={`/channels#${channel}`}>{channel}</Link>,
  },
  { head: 'State', bare: true, cell: (channel) => <State channel={channel} /> },
  {
    head: 'Shown as wanted',
    wide: true,
    cell: ({ channel, acknowledged, items }) => (
      <>
        <span className="number">
          {grouped(acknowledged)} of {grouped(items)}
        </span>
        <Meter
          part={acknowledged}
          of={items}
          label={`${channel} shows ${acknowledged} of ${items} as wanted`}
        />
      </>
    ),
  },
  { head: 'Waiting', end: true, cell: ({ pending }) => grouped(pending) },
  {
    head: 'Oldest',
    end: true,
    cell: ({ oldestUnacknowledgedAgeSeconds }) => (
      <Growing seconds={oldestUnacknowledgedAgeSeconds} measuredAt={at} />
    ),
  },
  { head: 'Refused', end: true, wide: true, cell: ({ rejected }) => grouped(rejected) },
  {
    head: 'Last taken',
    end: true,
    wide: true,
    cell: ({ lastAcknowledgedAt }) => <Age at={lastAcknowledgedAt} />,
  },
];

function State({ channel }: { readonly channel: ChannelStatus }) {
  const { tone, word } = channelState(channel);
  return <Pill tone={tone}>{word}</Pill>;
}

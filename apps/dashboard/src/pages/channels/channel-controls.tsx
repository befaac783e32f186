import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChannelStatus } from '../../../../api/src/channels/channel.schema.js';
import { STATUS_PATH } from '../../api/queries.js';
import { write } from '../../api/request.js';
import { useReadOnlyReason } from '../../api/session.js';
import { Button } from '../../parts/button.js';
import { SayWhy } from '../../parts/say-why.js';
import { controlsOf, type Control } from './controls.js';

/** What may be told to a channel's publisher, each with a reason. */
export function ChannelControls({ channel }: { readonly channel: ChannelStatus }) {
  const queries = useQueryClient();
  const readOnly = useReadOnlyReason();
  const [asked, ask] = useState<Control | null>(null);
  const act = async ({ verb }: Control, because: string) => {
    await write('POST', `/v1/channels/${encodeURIComponent(channel.channel)}/${verb}`, {
      because,
      by: 'dashboard',
    });
    await queries.invalidateQueries({ queryKey: [STATUS_PATH] });
  };
  return (
    <div className="row">
      {controlsOf(channel).map((control) => (
        <Button
          key={control.verb}
          kind={control.isDangerous ? 'danger' : 'plain'}
          because={readOnly}
          label={`${control.name}: ${channel.channel}`}
          onClick={() => ask(control)}
        >
          {control.name}
        </Button>
      ))}
      {readOnly !== undefined && <span className="small muted">{readOnly}</span>}
      {asked && (
        <SayWhy
          title={`${asked.name}: ${channel.channel}`}
          verb={asked.name}
          isDangerous={asked.isDangerous}
          act={(because) => act(asked, because)}
          onClose={() => ask(null)}
        >
          <p>{asked.effect}</p>
        </SayWhy>
      )}
    </div>
  );
}

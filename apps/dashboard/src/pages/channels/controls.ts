import type { ChannelStatus } from '../../../../api/src/channels/channel.schema.js';

export interface Control {
  /** the last part of its route */
  readonly verb: 'pause' | 'resume' | 'confirm' | 'list' | 'push';
  readonly name: string;
  /** what will happen, for whoever confirms it */
  readonly effect: string;
  readonly isDangerous: boolean;
}

const PAUSE: Control = {
  verb: 'pause',
  name: 'Pause',
  effect:
    'Nothing more is sent until it is resumed. The marketplace goes on showing what it shows now, and customers may buy what is gone.',
  isDangerous: true,
};
const RESUME: Control = {
  verb: 'resume',
  name: 'Resume',
  effect: 'Sends again, the newest number of each listing only.',
  isDangerous: false,
};
const LIST: Control = {
  verb: 'list',
  name: 'Read all listings',
  effect:
    'Reads all that the channel lists, at the pace its limits leave, and puts right what drifted.',
  isDangerous: false,
};
const PUSH: Control = {
  verb: 'push',
  name: 'Send all again',
  effect: 'Sends every listing again whatever it shows, refused ones too, within the limits.',
  isDangerous: false,
};

/** What makes sense now; letting zeros go only while they are held. */
export function controlsOf({ paused, heldZeros }: ChannelStatus): readonly Control[] {
  const zeros = heldZeros && heldZeros.confirmedAt === null ? [confirmation(heldZeros.held)] : [];
  return [...zeros, paused ? RESUME : PAUSE, LIST, PUSH];
}

const confirmation = (held: number): Control => ({
  verb: 'confirm',
  name: 'Let the zeros go',
  effect: `${held} listings go to zero: customers can buy none of them any more. Do so only if the stock is truly gone.`,
  isDangerous: true,
});

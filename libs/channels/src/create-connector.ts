import type { ChannelPolicy } from '#config';
import type { ChannelConnector } from './channel-connector.js';
import { SandboxConnector } from './sandbox/sandbox-connector.js';

export function createConnector({ connector, endpoint }: ChannelPolicy): ChannelConnector {
  switch (connector) {
    case 'sandbox':
      return new SandboxConnector(endpoint);
  }
}

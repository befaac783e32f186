import type { ChannelConnector } from './port/channel-connector.js';
import { SandboxConnector, type SandboxEndpoint } from './sandbox/sandbox-connector.js';

/** The part of a channel's policy that a connector needs. */
export interface ConnectorSettings {
  readonly connector: 'sandbox';
  readonly endpoint: SandboxEndpoint;
  readonly rowsPerCall: number;
}

export function createConnector(settings: ConnectorSettings): ChannelConnector {
  switch (settings.connector) {
    case 'sandbox':
      return new SandboxConnector(settings.endpoint, settings.rowsPerCall);
  }
}

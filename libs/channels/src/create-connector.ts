import type { ChannelConnector } from './channel-connector.js';
import { SandboxConnector } from './sandbox/sandbox-connector.js';

/** The part of a channel's policy that a connector needs. */
export interface ConnectorSettings {
  readonly connector: 'sandbox';
  readonly endpoint: { readonly url: string; readonly account: string; readonly token: string };
  readonly rowsPerCall: number;
}

const TIMEOUT_MS = 3_000;

export function createConnector(settings: ConnectorSettings): ChannelConnector {
  switch (settings.connector) {
    case 'sandbox':
      return new SandboxConnector(settings.endpoint, settings.rowsPerCall, TIMEOUT_MS);
  }
}

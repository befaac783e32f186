export { ConnectClient, ConnectError, type ConnectorStatus } from './connect-client.js';
export { renderGrants } from './grants/render-grants.js';
export { registerConnector, type Registration } from './register-connector.js';
export { renderConnector, type RenderedConnector } from './render-connector.js';

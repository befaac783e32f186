export { ConnectClient, ConnectError, type ConnectorStatus } from './connect-client.js';
export { registerConnector, type Registration } from './register-connector.js';
export { renderConnector, type RenderedConnector } from './render-connector.js';

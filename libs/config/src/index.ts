export { POLICY, SETTINGS } from './tokens.js';

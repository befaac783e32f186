import { conformance } from './conformance/conformance.js';
import { startVendure } from './vendure-subject.js';

conformance('Vendure', { readsBack: true, tokensExpire: false }, startVendure);

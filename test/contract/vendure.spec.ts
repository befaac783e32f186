import { conformance } from './conformance/conformance.js';
import { MARKETPLACE } from './conformance/subject.js';
import { startVendure } from './vendure-subject.js';

conformance('Vendure', { ...MARKETPLACE, readsBack: true, tokensExpire: false }, startVendure);

import { conformance } from './conformance/conformance.js';
import { startMirakl } from './mirakl-subject.js';

conformance('Mirakl', { readsBack: true, tokensExpire: false }, startMirakl);

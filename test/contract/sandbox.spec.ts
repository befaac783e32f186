import { conformance } from './conformance/conformance.js';
import { startAccount } from './sandbox-subject.js';

const TRAITS = {
  readsBack: true,
  tokensExpire: false,
  isRemote: true,
  refusesUnlisted: false,
  takesAnySku: false,
};

conformance('the sandbox, by requests', TRAITS, startAccount('bazaar'));
conformance('the sandbox, by cost points', TRAITS, startAccount('emporium'));

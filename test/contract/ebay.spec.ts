import { conformance } from './conformance/conformance.js';
import { contextOf } from './conformance/push-rows.js';
import type { StartSubject } from './conformance/subject.js';
import { startEbay } from './ebay-subject.js';

/** With a token at hand, so that the suite's short times are those of its calls alone. */
const starting =
  (offerQuantities: boolean): StartSubject =>
  async (options) => {
    const subject = await startEbay(options, { offerQuantities }, { offerQuantities });
    await subject.connector.list(null, contextOf());
    return subject;
  };

const TRAITS = { readsBack: true, tokensExpire: true };

conformance('eBay, with quantities of offers', TRAITS, starting(true));
conformance('eBay, with quantities of items only', TRAITS, starting(false));

import { conformance } from './conformance/conformance.js';
import { contextOf } from './conformance/push-rows.js';
import { MARKETPLACE, type StartSubject } from './conformance/subject.js';
import { startEbay } from './ebay-subject.js';

/** With a token at hand, so that the suite's short times are those of its calls alone. */
const starting =
  (offerQuantities: boolean): StartSubject =>
  async (options) => {
    const subject = await startEbay(options, { offerQuantities }, { offerQuantities });
    for (let tries = 0; tries < 10; tries += 1) {
      const { kind } = await subject.connector.list(null, contextOf());
      if (kind === 'page' || options.url !== undefined) return subject;
    }
    throw new Error('no token on a very busy machine');
  };

const TRAITS = { ...MARKETPLACE, readsBack: true, tokensExpire: true };

conformance('eBay, with quantities of offers', TRAITS, starting(true));
conformance('eBay, with quantities of items only', TRAITS, starting(false));

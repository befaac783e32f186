import { z } from 'zod';
import type { FakeFault } from '../fake/fake-fault.js';
import type { AmazonOptions } from './amazon-options.js';
import { readPatches, UNKNOWN_SKU, type Issue } from './availability.js';
import type { Shelf } from './shelf.js';
import type { VendorModels } from './vendor-models.js';

const feedContent = z.object({
  header: z.object({ sellerId: z.string() }),
  messages: z.array(
    z.object({
      messageId: z.number(),
      sku: z.string(),
      operationType: z.string(),
      patches: z.array(z.unknown()).default([]),
    }),
  ),
});

type Message = z.infer<typeof feedContent>['messages'][number];

/** @returns the processing report; undefined: it is no listings feed of this seller */
export function processFeed(
  { id, fault }: { readonly id: string; readonly fault: FakeFault | undefined },
  content: unknown,
  { acceptsUnknownSkus, sellerId }: AmazonOptions,
  shelf: Shelf,
  models: VendorModels,
): object | undefined {
  if (models.documentProblem('listings-feed-schema-v2', content) !== undefined) return undefined;
  const { header, messages } = feedContent.parse(content);
  if (header.sellerId !== sellerId) return undefined;
  const issues = messages.flatMap((message) => {
    const isKnown = shelf.get(message.sku) !== undefined || acceptsUnknownSkus;
    const found = isKnown ? work(message, shelf, fault) : [UNKNOWN_SKU];
    return found.map((issue) => reported(message, issue));
  });
  const invalid = new Set(issues.map(({ messageId }) => messageId)).size;
  return {
    header: { sellerId, version: '2.0', feedId: id },
    issues,
    summary: {
      errors: issues.length,
      warnings: 0,
      messagesProcessed: messages.length,
      messagesAccepted: messages.length - invalid,
      messagesInvalid: invalid,
    },
  };
}

function work(message: Message, shelf: Shelf, fault: FakeFault | undefined): readonly Issue[] {
  const { changes, issues } = readPatches(message);
  if (issues.length === 0) shelf.accept(message.sku, changes, fault);
  return issues;
}

const reported = (
  { messageId, sku }: Pick<Message, 'messageId' | 'sku'>,
  { code, message, severity }: Issue,
) => ({ messageId, sku, code, severity, message });

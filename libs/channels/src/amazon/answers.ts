import { z } from 'zod';

/** Only what is used of the vendor's models; unknown fields pass. */

const severity = z.enum(['ERROR', 'WARNING', 'INFO']);

export const errorList = z.object({
  errors: z.array(z.object({ code: z.string(), message: z.string() })).min(1),
});

export const submission = z.object({
  sku: z.string(),
  status: z.enum(['ACCEPTED', 'INVALID']),
  issues: z
    .array(z.object({ code: z.string(), message: z.string(), severity }))
    .optional()
    .transform((issues) => issues ?? []),
});

export const item = z.object({
  sku: z.string(),
  summaries: z
    .array(
      z.object({ marketplaceId: z.string(), productType: z.string(), createdDate: z.string() }),
    )
    .optional(),
  fulfillmentAvailability: z
    .array(
      z.object({
        fulfillmentChannelCode: z.string(),
        quantity: z.int().nonnegative().optional(),
      }),
    )
    .optional(),
});

export type Item = z.infer<typeof item>;

export const searchResults = z.object({
  numberOfResults: z.int().nonnegative(),
  items: z.array(item),
  pagination: z.object({ nextToken: z.string().optional() }).optional(),
});

export const createdDocument = z.object({ feedDocumentId: z.string().min(1), url: z.url() });

export const createdFeed = z.object({ feedId: z.string().min(1) });

export const feed = z.object({
  processingStatus: z.enum(['CANCELLED', 'DONE', 'FATAL', 'IN_PROGRESS', 'IN_QUEUE']),
  resultFeedDocumentId: z.string().optional(),
});

export const storedDocument = z.object({
  url: z.url(),
  compressionAlgorithm: z.literal('GZIP').optional(),
});

/** listings-feed-processing-report-schema-v2.json */
export const processingReport = z.object({
  issues: z.array(
    z.object({
      /** missing where it concerns the feed as a whole */
      messageId: z.int().positive().optional(),
      code: z.string().optional(),
      severity,
      message: z.string(),
    }),
  ),
  summary: z.object({ messagesAccepted: z.int().nonnegative() }),
});

export type ProcessingReport = z.infer<typeof processingReport>;

import { z } from 'zod';
import { instant } from '../format/schemas.js';
import { requestBody } from '../http/query.js';

const MOST_TEXT = 90_000;

export const planning = requestBody({
  policy: z
    .string()
    .min(1, 'a policy file')
    .max(MOST_TEXT, `at most ${MOST_TEXT} characters`)
    .describe('what shelfwire.yaml would say'),
});

const stepSchema = z.object({
  id: z.string().describe('how --approve calls it'),
  part: z.enum(['migrations', 'topics', 'connectors', 'packs', 'policy']),
  sign: z.enum(['+', '~', '-']).describe('made anew, changed, removed'),
  changes: z.array(
    z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
  ),
  loses: z.array(z.string()).describe('what would be lost by it; none: it needs no approval'),
});

const problemSchema = z.object({
  line: z.int().nullable(),
  column: z.int().nullable(),
  path: z.string(),
  found: z.string(),
  expected: z.string(),
  hint: z.string().nullable(),
});

export const plannedSchema = z
  .object({
    problems: z.array(problemSchema).describe('what is wrong with the text; none: it was planned'),
    plan: z
      .object({
        version: z.string().describe('of policy and packs, when it is applied'),
        policyVersion: z.string(),
        applied: z
          .object({ version: z.string(), appliedBy: z.string(), appliedAt: instant })
          .nullable()
          .describe('what it is compared with; null: nothing was applied yet'),
        steps: z.array(stepSchema).describe('in the order in which apply takes them'),
      })
      .nullable(),
  })
  .meta({ id: 'PlannedPolicy' });

export type Planning = z.infer<typeof planning>;
export type Planned = z.infer<typeof plannedSchema>;

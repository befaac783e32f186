import type { Request } from 'express';
import { z } from 'zod';

const named = z.looseObject({ id: z.string() });
const about = z.looseObject({
  channel: z.string().optional().catch(undefined),
  order: z.looseObject({ type: z.string().optional(), id: z.string() }).optional().catch(undefined),
});

/**
 * What a call was about: what its path names, else what its answer does, else the path.
 *
 * @param answer as the handler gave it; JSON text from those that write their answers themselves
 */
export function subjectOf({ params, path }: Request, answer: unknown): string {
  const inPath = Object.values(params);
  if (inPath.length > 0) return inPath.join('/');
  const parsed = named.safeParse(typeof answer === 'string' ? parse(answer) : answer);
  return parsed.success ? parsed.data.id : path;
}

/** What else tells calls apart; of a body only fields that hold no secret. */
export function detailsOf({ body }: Request, status: number): Record<string, unknown> {
  const { channel, order } = about.safeParse(body ?? {}).data ?? {};
  return {
    status,
    ...(channel !== undefined && { channel }),
    ...(order !== undefined && { order: { type: order.type, id: order.id } }),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

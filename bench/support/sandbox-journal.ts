import { z } from 'zod';

const page = z.object({
  calls: z.array(
    z.looseObject({
      seq: z.int(),
      at: z.string(),
      account: z.string(),
      status: z.int(),
      items: z.array(
        z.looseObject({ sku: z.string(), quantity: z.number(), status: z.string().optional() }),
      ),
    }),
  ),
});

export type JournalCall = z.infer<typeof page>['calls'][number];

const PAGE = 5000;

/** Reads the sandbox marketplace's journal from where it was left. */
export class SandboxJournal {
  private after = 0;

  constructor(private readonly url: string) {}

  async next(): Promise<JournalCall[]> {
    const calls: JournalCall[] = [];
    for (;;) {
      const answer = await fetch(`${this.url}/v1/journal?after=${this.after}&limit=${PAGE}`);
      const found = page.parse(await answer.json()).calls;
      calls.push(...found);
      this.after = found.at(-1)?.seq ?? this.after;
      if (found.length < PAGE) return calls;
    }
  }
}

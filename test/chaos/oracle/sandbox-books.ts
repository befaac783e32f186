import { z } from 'zod';

const page = z.object({
  items: z.array(z.looseObject({ sku: z.string(), quantity: z.number() })),
  next: z.string().nullable().optional(),
});

/** sku → quantity that the marketplace account shows */
export async function shownBy(
  url: string,
  account: string,
  tokens: Readonly<Record<string, string>>,
): Promise<Map<string, number>> {
  const shown = new Map<string, number>();
  let after: string | null | undefined = '';
  while (after !== null && after !== undefined) {
    const query = new URLSearchParams({ after, limit: '1000' });
    const answer = await fetch(`${url}/v1/accounts/${account}/quantities?${query.toString()}`, {
      headers: { authorization: `Bearer ${tokens[account] ?? ''}` },
    });
    const { items, next } = page.parse(await answer.json());
    for (const { sku, quantity } of items) shown.set(sku, quantity);
    after = next;
  }
  return shown;
}

/**
 * Runs works side by side. When one fails the others are told to give up, and only when all have
 * ended does the first failure come out.
 */
export async function together<T extends readonly unknown[]>(
  giveUp: AbortController,
  works: { [K in keyof T]: Promise<T[K]> },
): Promise<T> {
  let first: { reason: unknown } | undefined;
  const watched = works.map((work) =>
    work.catch((reason: unknown) => {
      first ??= { reason };
      giveUp.abort();
    }),
  );
  const results = await Promise.all(watched);
  if (first !== undefined) throw first.reason;
  return results as unknown as T;
}

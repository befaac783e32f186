/** The answer, or null when it fails or takes longer than so many milliseconds. */
export async function withinOrNull<T>(patienceMs: number, answer: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const impatient = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs);
  });
  try {
    return await Promise.race([answer.catch(() => null), impatient]);
  } finally {
    clearTimeout(timer);
  }
}

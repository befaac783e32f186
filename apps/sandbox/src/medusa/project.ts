/** The named parts of something: `a.b` is `b` of `a`, or of each of the `a`. Unknown names are left out. */
export function project(source: unknown, paths: readonly string[]): unknown {
  if (Array.isArray(source)) return source.map((each: unknown) => project(each, paths));
  const values = new Map(Object.entries(source ?? {}) as [string, unknown][]);
  const parts = new Map<string, string[]>();
  for (const path of paths) {
    const [name = '', ...rest] = path.split('.');
    if (!values.has(name)) continue;
    parts.set(name, [...(parts.get(name) ?? []), ...(rest.length > 0 ? [rest.join('.')] : [])]);
  }
  const kept = [...parts].map(([name, rest]) => {
    const value = values.get(name);
    return [name, rest.length > 0 ? project(value, rest) : value];
  });
  return Object.fromEntries(kept) as unknown;
}

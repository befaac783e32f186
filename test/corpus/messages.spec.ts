import { describe, expect, it } from 'vitest';
import { composeCase } from './compose-message.js';
import { expectedOf, readCases } from './read-cases.js';
import { corpusCatalog, isTranslated, translateAlone } from './translate-alone.js';

const cases = readCases();
const catalog = corpusCatalog();

describe('the corpus of messages', () => {
  it('is large, and says everything once', () => {
    expect(cases.flatMap(({ messages }) => messages).length).toBeGreaterThanOrEqual(150);
    const names = cases.map(({ theme, name }) => `${theme}: ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

/** Cases of several messages may depend on each other: those are played on PostgreSQL. */
const alone = cases.flatMap((each) => {
  const [composed, ...others] = composeCase(each, 0);
  if (!composed || others.length > 0) return [];
  const captured = catalog.tableOf(composed.topic);
  const { table } = captured;
  return isTranslated(table) ? [{ ...each, composed, at: { captured, table } }] : [];
});

describe('a message alone', () => {
  it.each(alone)('$theme: $name', ({ composed, at }) => {
    expect(translateAlone(at, composed)).toEqual(expectedOf(composed.given));
  });
});

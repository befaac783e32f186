import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { calendarPolicy } from './calendar.schema.js';
import { LocationCalendar } from './location-calendar.js';
import { stalenessPolicy } from './staleness.schema.js';

const example = z.looseObject({
  calendars: z.record(z.string(), calendarPolicy),
  staleness: stalenessPolicy,
});

it('reads the example of docs/staleness.md, whose staleness is what holds anyway', () => {
  const text = readFileSync(path.resolve('docs/staleness.md'), 'utf8');
  const block = /```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const { calendars, staleness } = example.parse(parse(block));

  expect(staleness).toEqual(stalenessPolicy.parse(undefined));
  const street = calendars['high-street'];
  if (!street) throw new Error('the example names no high-street');
  const calendar = new LocationCalendar(street);
  const christmas = Date.UTC(2026, 11, 24);
  const spans = calendar.openSpans(christmas, christmas + 2 * 86_400_000);
  expect(spans).toEqual([{ from: christmas + 9 * 3_600_000, to: christmas + 14 * 3_600_000 }]);
});

it('names the place of hours that are none', () => {
  const found = calendarPolicy.safeParse({ timeZone: 'UTC', hours: { mon: '9 to 5' } });
  expect(found.error?.issues[0]).toMatchObject({
    path: ['hours', 'mon'],
    message: expect.stringContaining('09:00-18:00') as string,
  });
});

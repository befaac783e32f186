import { z } from 'zod';
import { parseHours } from './hours-text.js';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const hours = z.string().refine((text) => parseHours(text) !== undefined, {
  error:
    'expected closed, or spans of the day in order, such as 09:00-18:00, or 09:00-12:30, 14:00-18:00, or 20:00-04:00',
});

/** When locations trade. */
export const calendarPolicy = z.strictObject({
  timeZone: z.string().min(1).describe('IANA zone of the hours, such as Europe/London'),
  hours: z
    .partialRecord(z.enum(WEEKDAYS), hours)
    .describe('by day, such as mon: 09:00-18:00; a day that is left out is closed'),
  holidays: z
    .record(z.iso.date(), hours)
    .default({})
    .describe('other hours on some dates, such as 2026-12-25: closed'),
});

export type CalendarPolicy = z.infer<typeof calendarPolicy>;

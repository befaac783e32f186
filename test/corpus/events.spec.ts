import { readYamlFile } from '#config';
import { encodeStockEvent, type StockEventV1 } from '#contracts';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { readEvents } from '../../apps/availability/src/incoming-event.js';
import { stockBatch, stockMessage } from '../support/stock-messages.js';

const members = z.record(z.string(), z.unknown()).default({});
const theme = z.array(
  z.strictObject({
    name: z.string(),
    event: members,
    source: members,
    /** members as JSON text, where its spelling is what matters */
    json: z.record(z.string(), z.string()).default({}),
    /** the whole value instead; null: none */
    text: z.string().nullable().optional(),
    id: z.string().default('event-1'),
    /** under which it is parked; left out: it is folded */
    code: z.string().optional(),
  }),
);
type Case = z.infer<typeof theme>[number];

const FILE = new URL('events/stock-events.yaml', import.meta.url).pathname;

it.each(readYamlFile(FILE, theme))('$name', (given) => {
  const { incoming, poisons } = readEvents(stockBatch(0, [messageOf(given)]));
  const code = poisons.map(({ error }) => error.code)[0];
  expect(code).toBe(given.code);
  expect(incoming).toHaveLength(given.code === undefined ? 1 : 0);
});

const messageOf = ({ event, source, json, text, id }: Case) => {
  const usual = stockMessage(1, {}, repeated(id));
  const content = JSON.parse(String(usual.value)) as StockEventV1;
  const changed = { ...content, ...event, source: { ...content.source, ...source } };
  const spelled = Object.entries(json).reduce(
    (spelling, [name, value]) => spelling.replace(`"${name}":"A"`, () => `"${name}":${value}`),
    repeated(encodeStockEvent('', changed).value),
  );
  if (text === null) return { ...usual, value: null };
  return { ...usual, value: Buffer.from(text ?? spelled) };
};

/** `{{x * 1000}}` stands for what is too long to write. */
const repeated = (text: string): string =>
  text.replace(/\{\{(.) \* (\d+)\}\}/g, (_, unit: string, times: string) =>
    unit.repeat(Number(times)),
  );

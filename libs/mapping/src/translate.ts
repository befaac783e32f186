import { PoisonMessageError, type StockEventV1 } from '#contracts';
import { whatIsAwaited, type Awaited } from './awaits.js';
import { boundedText, LONGEST } from './bounded-text.js';
import type { RowChange } from './change.js';
import type { CompiledMoves, CompiledRule } from './compile.js';
import { effectOfRule, type RuleEffect } from './effect-of-rule.js';
import { eventId } from './event-id.js';
import type { Bindings } from './bindings.js';
import { formerPlacements } from './former-placements.js';
import {
  imageOf,
  placementOf,
  textOf,
  type Image,
  type Images,
  type LocationOf,
  type Placement,
} from './placement.js';
import { referenceId, type References } from './references.js';
import { toUtc } from './to-utc.js';

export interface IdentifiedEvent {
  readonly id: string;
  readonly event: StockEventV1;
}

export interface TranslationContext {
  readonly source: string;
  readonly timeZone: string;
  readonly references: References;
  readonly locationOf: LocationOf;
  /** our intake time, UTC ISO 8601 */
  readonly ingestedAt: string;
  /** when the connector put the change on Kafka, UTC ISO 8601; undefined: nobody kept it */
  readonly capturedAt?: string | undefined;
}

export type Translation = (
  { readonly kind: 'events'; readonly events: readonly IdentifiedEvent[] } | Waiting
) & {
  /** ids of the references that translate the row, as far as they have arrived */
  readonly refs: readonly string[];
};

type Waiting = { readonly kind: 'waits' } & Awaited;

/**
 * Translates one row change into stock events: what the row contributes now, and retractions from
 * every item that it contributed to before, under any earlier content of its references. The same
 * change under the same references always yields the same events (promise I2).
 *
 * @throws PoisonMessageError `change.bad_expression`, `change.bad_quantity`, `change.no_sku` and others
 */
export function translate(
  table: CompiledMoves & { readonly name: string },
  change: RowChange,
  context: TranslationContext,
): Translation {
  try {
    const images = imagesOf(table, change, context.references);
    const awaited = whatIsAwaited(table, images, context.locationOf);
    const refs = idsOf(images);
    if (awaited) return { kind: 'waits', ...awaited, refs };
    const translated = { change, images, context, revision: revisionOf(images) };
    const events = table.rules.flatMap((rule) => applyRule(table, rule, translated));
    return { kind: 'events', events, refs };
  } catch (cause) {
    if (cause instanceof PoisonMessageError) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new PoisonMessageError('change.bad_expression', `${table.name}: ${detail}`, { cause });
  }
}

const imagesOf = (
  table: CompiledMoves,
  { before, after }: RowChange,
  references: References,
): Images => ({
  before: before && imageOf(table, before, references),
  after: after && imageOf(table, after, references),
});

const refsOf = ({ before, after }: Images): Image['refs'] => [
  ...(before?.refs ?? []),
  ...(after?.refs ?? []),
];

const idsOf = (images: Images): readonly string[] => [
  ...new Set(refsOf(images).map(({ key }) => referenceId(key))),
];

/** A change that waits for nothing. */
interface Translatable {
  readonly change: RowChange;
  readonly images: Images;
  readonly context: TranslationContext;
  /** the newest change among the references that translate the row */
  readonly revision: string;
}

function applyRule(
  table: CompiledMoves,
  rule: CompiledRule,
  translatable: Translatable,
): readonly IdentifiedEvent[] {
  const { images, context } = translatable;
  const bindings = images.after?.bindings;
  const target = bindings && placementOf(table, rule, bindings, context.locationOf);
  const asserted =
    bindings && target ? [assertion(table, rule, translatable, bindings, target)] : [];
  if (rule.bucket === null && !rule.quantity) return asserted;
  const before = placementBefore(table, rule, translatable);
  const retractions = formerPlacements(table, rule, images, context.locationOf, before)
    .filter((placement) => placement.sku !== target?.sku)
    .map((placement) => retraction(table, rule, translatable, placement));
  const events = [...asserted, ...retractions];
  const moves = table.role === 'ledger' && rule.bucket !== null;
  return moves ? events.map(toldFirst(translatable, before)) : events;
}

/** Where the row's image before the change belongs. */
const placementBefore = (
  table: CompiledMoves,
  rule: CompiledRule,
  { images: { before }, context }: Translatable,
): Placement | undefined =>
  before && !before.lacking
    ? placementOf(table, rule, before.bindings, context.locationOf)
    : undefined;

/** Marks what a change says of an item that the row did not speak of before: a draft that is confirmed. */
const toldFirst =
  ({ images }: Translatable, before: Placement | undefined) =>
  ({ id, event }: IdentifiedEvent): IdentifiedEvent =>
    images.before && before?.sku !== event.sku
      ? { id, event: { ...event, amends: false } }
      : { id, event };

function assertion(
  table: CompiledMoves,
  rule: CompiledRule,
  translatable: Translatable,
  bindings: Bindings,
  placement: Placement,
): IdentifiedEvent {
  const { change, context } = translatable;
  const occurred = rule.occurredAt ? textOf(rule.occurredAt(bindings)) : '';
  const zone = table.zoneless ? context.timeZone : 'UTC';
  const { locationOf } = context;
  return identified(rule, translatable, placement, {
    ...effectOfRule(table, rule, bindings, { placement, locationOf, zone }),
    retracted: false,
    cause: causeOf(rule, bindings),
    ...inboundOf(rule, bindings, zone),
    occurredAt: occurred === '' ? change.recordedAt : toUtc(occurred, zone),
  });
}

function retraction(
  table: CompiledMoves,
  rule: CompiledRule,
  translatable: Translatable,
  placement: Placement,
): IdentifiedEvent {
  return identified(rule, translatable, placement, {
    kind: 'adjustment',
    effect: rule.bucket === null ? 'none' : table.role === 'ledger' ? 'delta' : 'absolute',
    bucket: bucketOf(rule),
    location: placement.location,
    quantity: '0',
    retracted: true,
    cause: null,
    occurredAt: translatable.change.recordedAt,
  });
}

/** Where nothing is left, the bucket means nothing either; it must only be one. */
const bucketOf = ({ bucket }: CompiledRule): StockEventV1['bucket'] =>
  bucket === 'by_kind' ? 'available_base' : (bucket ?? null);

type Meaning = RuleEffect &
  Pick<StockEventV1, 'retracted' | 'cause' | 'eta' | 'vendor' | 'occurredAt'>;

function identified(
  rule: CompiledRule,
  { change, context, revision }: Translatable,
  placement: Placement,
  meaning: Meaning,
): IdentifiedEvent {
  const event: StockEventV1 = {
    ...meaning,
    sku: placement.sku,
    recordedAt: change.recordedAt,
    ingestedAt: context.ingestedAt,
    ...(context.capturedAt === undefined ? {} : { capturedAt: context.capturedAt }),
    source: {
      system: context.source,
      connector: change.connector,
      table: change.table,
      key: change.rowKey,
      rule: rule.name,
      op: change.op,
      epoch: change.epoch,
      position: change.position,
      order: change.order,
      revision,
      transaction: change.transaction,
      topic: change.topic,
      partition: change.partition,
      offset: change.offset.toString(),
    },
  };
  return { id: eventId(event), event };
}

function revisionOf(images: Images): string {
  let newest = 0n;
  for (const { state } of refsOf(images)) {
    if (state && state.revision > newest) newest = state.revision;
  }
  return newest.toString();
}

function causeOf(rule: CompiledRule, bindings: Bindings): StockEventV1['cause'] {
  if (!rule.cause) return null;
  const id = textOf(rule.cause.id(bindings));
  if (id === '') return null;
  const line = rule.cause.line ? textOf(rule.cause.line(bindings)) : '';
  return {
    type: textOf(rule.cause.type(bindings)),
    id: boundedText("the cause's id", id, LONGEST.cause),
    line: line === '' ? null : boundedText("the cause's line", line, LONGEST.cause),
  };
}

/** What a rule says of goods on their way; nothing for a rule that says nothing of the kind. */
function inboundOf(
  { eta, vendor }: CompiledRule,
  bindings: Bindings,
  zone: string,
): Pick<StockEventV1, 'eta' | 'vendor'> {
  const date = eta ? textOf(eta(bindings)) : '';
  const sender = vendor ? textOf(vendor(bindings)) : '';
  return {
    ...(eta ? { eta: date === '' ? null : toUtc(date, zone).slice(0, 10) } : {}),
    ...(vendor ? { vendor: sender === '' ? null : sender } : {}),
  };
}

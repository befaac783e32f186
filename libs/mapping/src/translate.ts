import { PoisonMessageError, type StockEventV1 } from '#contracts';
import { whatIsAwaited, type Awaited } from './awaits.js';
import type { RowChange } from './change.js';
import type { CompiledMoves, CompiledRule } from './compile.js';
import { effectOfRule, type RuleEffect } from './effect-of-rule.js';
import { eventId } from './event-id.js';
import type { Bindings } from './expression.js';
import {
  currentBindings,
  formerBindings,
  placementOf,
  textOf,
  type LocationOf,
  type Placement,
} from './placement.js';
import { keyOf, referenceId, type References } from './references.js';
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
}

export type Translation =
  | { readonly kind: 'events'; readonly events: readonly IdentifiedEvent[] }
  | ({ readonly kind: 'waits' } & Awaited);

/**
 * Translates one row change into stock events: what the row contributes now, and retractions from
 * every item that it contributed to before, under any earlier content of its references. The same
 * change under the same references always yields the same events (promise I2).
 *
 * @throws PoisonMessageError `change.bad_expression`, `change.bad_quantity`, `change.no_sku`
 */
export function translate(
  table: CompiledMoves & { readonly name: string },
  change: RowChange,
  context: TranslationContext,
): Translation {
  try {
    const awaited = whatIsAwaited(table, change, context.references, context.locationOf);
    if (awaited) return { kind: 'waits', ...awaited };
    const events = table.rules.flatMap((rule) => applyRule(table, rule, change, context));
    return { kind: 'events', events };
  } catch (cause) {
    if (cause instanceof PoisonMessageError) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new PoisonMessageError('change.bad_expression', `${table.name}: ${detail}`, { cause });
  }
}

function applyRule(
  table: CompiledMoves,
  rule: CompiledRule,
  change: RowChange,
  context: TranslationContext,
): readonly IdentifiedEvent[] {
  const { references, locationOf } = context;
  const bindings = change.after && currentBindings(table, change.after, references);
  const target = bindings && placementOf(table, rule, bindings, locationOf);
  const asserted =
    bindings && target ? [assertion(table, rule, change, context, bindings, target)] : [];
  if (rule.bucket === null && !rule.quantity) return asserted;
  const retractions = formerPlacements(table, rule, change, context)
    .filter((placement) => placement.sku !== target?.sku)
    .map((placement) => retraction(table, rule, change, context, placement));
  return [...asserted, ...retractions];
}

/** Every item the row may have contributed to before, each once. */
function formerPlacements(
  table: CompiledMoves,
  rule: CompiledRule,
  { before, after }: RowChange,
  { references, locationOf }: TranslationContext,
): readonly Placement[] {
  const bindings = [
    ...(before ? [currentBindings(table, before, references)] : []),
    ...(before ? formerBindings(table, before, references) : []),
    ...(after ? formerBindings(table, after, references) : []),
  ];
  const bySku = new Map<string, Placement>();
  for (const binding of bindings) {
    const placement = placementOf(table, rule, binding, locationOf);
    if (placement && !bySku.has(placement.sku)) bySku.set(placement.sku, placement);
  }
  return [...bySku.values()];
}

function assertion(
  table: CompiledMoves,
  rule: CompiledRule,
  change: RowChange,
  context: TranslationContext,
  bindings: Bindings,
  placement: Placement,
): IdentifiedEvent {
  const occurred = rule.occurredAt ? textOf(rule.occurredAt(bindings)) : '';
  const zone = table.zoneless ? context.timeZone : 'UTC';
  const { locationOf } = context;
  return identified(table, rule, change, context, placement, {
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
  change: RowChange,
  context: TranslationContext,
  placement: Placement,
): IdentifiedEvent {
  return identified(table, rule, change, context, placement, {
    kind: 'adjustment',
    effect: rule.bucket === null ? 'none' : table.role === 'ledger' ? 'delta' : 'absolute',
    bucket: bucketOf(rule),
    location: placement.location,
    quantity: '0',
    retracted: true,
    cause: null,
    occurredAt: change.recordedAt,
  });
}

/** Where nothing is left, the bucket means nothing either; it must only be one. */
const bucketOf = ({ bucket }: CompiledRule): StockEventV1['bucket'] =>
  bucket === 'by_kind' ? 'available_base' : (bucket ?? null);

type Meaning = RuleEffect &
  Pick<StockEventV1, 'retracted' | 'cause' | 'eta' | 'vendor' | 'occurredAt'>;

function identified(
  table: CompiledMoves,
  rule: CompiledRule,
  change: RowChange,
  context: TranslationContext,
  placement: Placement,
  meaning: Meaning,
): IdentifiedEvent {
  const event: StockEventV1 = {
    ...meaning,
    sku: placement.sku,
    recordedAt: change.recordedAt,
    ingestedAt: context.ingestedAt,
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
      revision: revisionOf(table, change, context.references).toString(),
      transaction: change.transaction,
      topic: change.topic,
      partition: change.partition,
      offset: change.offset.toString(),
    },
  };
  return { id: eventId(event), event };
}

/** The newest change among the references that translate the row. */
function revisionOf(table: CompiledMoves, change: RowChange, references: References): bigint {
  const images = [change.before, change.after].filter((image) => image !== null);
  const revisions = images.flatMap((image) =>
    table.refs.map((ref) => references.get(referenceId(keyOf(ref, image)))?.revision ?? 0n),
  );
  return revisions.reduce((newest, revision) => (revision > newest ? revision : newest), 0n);
}

function causeOf(rule: CompiledRule, bindings: Bindings): StockEventV1['cause'] {
  if (!rule.cause) return null;
  const id = textOf(rule.cause.id(bindings));
  if (id === '') return null;
  const line = rule.cause.line ? textOf(rule.cause.line(bindings)) : '';
  return { type: textOf(rule.cause.type(bindings)), id, line: line === '' ? null : line };
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

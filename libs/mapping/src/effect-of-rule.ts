import { PoisonMessageError, type StockEventV1 } from '#contracts';
import {
  CONDITIONS,
  formatQuantity,
  isStorableQuantity,
  standardEffect,
  type Condition,
  type Quantity,
} from '#domain';
import type { CompiledMoves, CompiledRule } from './compile.js';
import { decimalOf } from './decimal-of.js';
import type { Bindings } from './bindings.js';
import { textOf, type LocationOf, type Placement } from './placement.js';
import { toUtc } from './to-utc.js';

/** What a rule makes of a row: how much moves, where to, and how it bears on stock. */
export type RuleEffect = Pick<
  StockEventV1,
  'kind' | 'effect' | 'bucket' | 'location' | 'quantity' | 'from' | 'countedAt'
>;

export interface RuleContext {
  readonly placement: Placement;
  readonly locationOf: LocationOf;
  readonly zone: string;
}

/** @throws PoisonMessageError `change.bad_quantity`, `change.bad_condition`, `change.bad_time` */
export function effectOfRule(
  { role }: CompiledMoves,
  rule: CompiledRule,
  bindings: Bindings,
  context: RuleContext,
): RuleEffect {
  const kind = rule.kind(bindings);
  const quantity = quantityOf(rule, bindings);
  const { location } = context.placement;
  if (rule.bucket === 'by_kind') {
    return byKind(rule, bindings, context, { kind, quantity });
  }
  const from = rule.from && {
    bucket: rule.from.bucket,
    location: placeNamed(rule.from.location, bindings, context) ?? location,
  };
  return {
    kind,
    effect: effectOf(role, rule),
    bucket: rule.bucket ?? null,
    location,
    quantity: formatQuantity(quantity),
    ...(from ? { from } : {}),
    ...countedAt(rule, bindings, context),
  };
}

function effectOf(role: CompiledMoves['role'], rule: CompiledRule): StockEventV1['effect'] {
  if (rule.bucket === null) return 'none';
  if (role !== 'ledger') return 'absolute';
  if (rule.counts) return 'count';
  return rule.from ? 'transition' : 'delta';
}

function byKind(
  rule: CompiledRule,
  bindings: Bindings,
  context: RuleContext,
  { kind, quantity }: Pick<RuleEffect, 'kind'> & { quantity: Quantity },
): RuleEffect {
  const { location } = context.placement;
  const standard = standardEffect({
    kind,
    quantity,
    location,
    destination: placeNamed(rule.destination, bindings, context) ?? location,
    condition: conditionOf(rule, bindings),
  });
  return {
    kind,
    effect: standard.effect,
    bucket: standard.effect === 'none' ? null : standard.to.bucket,
    location: standard.to.location,
    quantity: formatQuantity(standard.quantity),
    ...(standard.from ? { from: standard.from } : {}),
    ...countedAt(rule, bindings, context),
  };
}

/** Its location was looked for before: a change waits until the policy names it. */
function placeNamed(
  name: CompiledRule['destination'],
  bindings: Bindings,
  { locationOf }: RuleContext,
): string | undefined {
  return name ? locationOf(textOf(name(bindings))) : undefined;
}

function conditionOf(rule: CompiledRule, bindings: Bindings): Condition {
  if (!rule.condition) return 'sellable';
  const value = textOf(rule.condition(bindings));
  const condition = CONDITIONS.find((known) => known === value);
  if (condition) return condition;
  throw new PoisonMessageError(
    'change.bad_condition',
    `rule ${rule.name}: condition "${value}" is none of ${CONDITIONS.join(', ')}`,
  );
}

function countedAt(
  rule: CompiledRule,
  bindings: Bindings,
  { zone }: RuleContext,
): Pick<RuleEffect, 'countedAt'> {
  const text = rule.countedAt ? textOf(rule.countedAt(bindings)) : '';
  return text === '' ? {} : { countedAt: toUtc(text, zone) };
}

function quantityOf(rule: CompiledRule, bindings: Bindings): Quantity {
  if (!rule.quantity) return 0n;
  const value = rule.quantity(bindings);
  const quantity = decimalOf(value);
  if (quantity !== undefined && isStorableQuantity(quantity)) return quantity;
  throw new PoisonMessageError(
    'change.bad_quantity',
    `rule ${rule.name}: "${textOf(value)}" is no decimal below a thousand billion with up to six decimals`,
  );
}

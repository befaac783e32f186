import { formatQuantity, type ChannelAnswer, type ChannelRule, type LocationShare } from '#domain';

/** A channel's number as sentences of arithmetic, in the order in which it is reckoned. */
export const formulaText = (rule: ChannelRule, answer: ChannelAnswer): string =>
  [...answer.shares.flatMap(shareTexts), sumText(rule, answer)].join('; ');

function shareTexts(share: LocationShare): readonly string[] {
  const { location, standing, protect, buffer, units, state } = share;
  const stock = `max(0, floor(${stockText(state)} − ${protect} protect − ${buffer.units} buffer))`;
  if (standing !== 'counted') return [`${location} ${REASONS[standing]}: 0 instead of ${stock}`];
  return [`${location} ${stock} = ${units}`, ...bufferTexts(share)];
}

const stockText = ({ availableBase, claimed }: LocationShare['state']): string =>
  claimed === 0n
    ? formatQuantity(availableBase)
    : `max(0, ${formatQuantity(availableBase)} − ${formatQuantity(claimed)} claimed)`;

const REASONS = {
  silent: 'withheld, its source is silent',
  unverified: 'withheld, its rows are unverified',
  no_source: 'withheld, no source of it is known',
};

function bufferTexts({ location, buffer }: LocationShare): readonly string[] {
  if (buffer.kind === 'static') return [];
  const { demand, exposure } = buffer;
  const late = exposure.ageSeconds > 0 ? ` + ${number(exposure.ageSeconds)} age` : '';
  const others =
    exposure.othersSeconds > 0 ? ` + ${number(exposure.othersSeconds)} other channel silent` : '';
  return [
    `${location} buffer min(${buffer.most} beta, ⌈${number(buffer.drift)} drift + max(${buffer.minimum} min, ${buffer.rate} rate, ${buffer.line} line)⌉) = ${buffer.units}`,
    `${location} rate: μ ${number(demand.perDay)} a day, σ² ${number(demand.variance)} over ${demand.days} days, τ ${number(exposure.seconds)} s (${number(exposure.lagSeconds)} lag + ${number(exposure.applySeconds)} apply${late}${others}), σ_τ ${number(exposure.deviationSeconds)} s`,
    `${location} line: quantile ${buffer.lineQuantile}, counts up to ${number(buffer.lineGate)} units of stock`,
    `${location} drift: ${demand.daysSinceCount} days since the count`,
  ];
}

function sumText({ mode, weight, cap }: ChannelRule, { pool, portion, units }: ChannelAnswer) {
  const part = mode === 'partitioned' ? `, weight ${weight ?? 0} → ${portion}` : '';
  return `sum ${pool}${part}${cap === null ? '' : `, cap ${cap} → ${units}`}`;
}

const number = (value: number): string => String(Number(value.toPrecision(4)));

import type { Explain } from '../../../../api/src/explain/explain.schema.js';
import { Pill } from '../../parts/pill.js';
import './formula-table.css';

type Formula = NonNullable<Explain['channels'][number]['formula']>;
type Term = Formula['terms'][number];

interface FormulaTableProps {
  readonly channel: string;
  readonly formula: Formula;
}

/** The arithmetic, line by line: stock less claims, less what is protected, less the buffer. */
export function FormulaTable({ channel, formula }: FormulaTableProps) {
  const { terms, sum, mode, weight, cap, units, offer } = formula;
  return (
    <div className="stack">
      <table className="formula">
        <caption className="unseen">How the number of {channel} is reckoned</caption>
        <thead>
          <tr>
            <th scope="col">Location</th>
            <th scope="col">Stock</th>
            <th scope="col">
              <span aria-hidden="true">− </span>Claimed
            </th>
            <th scope="col">
              <span aria-hidden="true">− </span>Protect
            </th>
            <th scope="col">
              <span aria-hidden="true">− </span>Buffer
            </th>
            <th scope="col">
              <span aria-hidden="true">= </span>Units
            </th>
          </tr>
        </thead>
        <tbody>
          {terms.map((term) => (
            <TermRow key={term.location} term={term} />
          ))}
        </tbody>
        <tfoot>
          <Total name="Sum" value={sum} />
          {mode === 'partitioned' && <Total name={`Share ${weight ?? 0}`} value={units} />}
          {cap !== null && <Total name={`At most ${cap}`} value={units} />}
        </tfoot>
      </table>
      <OfferLine offer={offer} />
    </div>
  );
}

const WITHHELD: Readonly<Record<Exclude<Term['standing'], 'counted'>, string>> = {
  silent: 'withheld: its source is silent',
  unverified: 'withheld: its rows are in doubt',
  no_source: 'withheld: no source is known',
};

function TermRow({ term }: { readonly term: Term }) {
  const { location, standing, availableBase, claimed, protect, buffer, units } = term;
  return (
    <tr>
      <th scope="row">
        {location} {standing !== 'counted' && <Pill tone="bad">{WITHHELD[standing]}</Pill>}
      </th>
      <td>{availableBase}</td>
      <td>{claimed}</td>
      <td>{protect}</td>
      <td title={bufferTitle(term)}>{buffer}</td>
      <td>
        <strong>{units}</strong>
      </td>
    </tr>
  );
}

/** A reckoned buffer in one line; nothing of a fixed one. */
function bufferTitle({ dynamic, buffer }: Term): string | undefined {
  if (!dynamic) return undefined;
  const { most, wanted, perDay, daysSinceCount } = dynamic;
  return `${buffer} = the smaller of ${most} (its share of stock) and ${wanted}: ${perDay} sold a day, counted ${daysSinceCount} days ago`;
}

function Total({ name, value }: { readonly name: string; readonly value: number }) {
  return (
    <tr>
      <th scope="row" colSpan={5}>
        {name}
      </th>
      <td>
        <strong>{value}</strong>
      </td>
    </tr>
  );
}

const PLAIN = new Set<string>(['InStock', 'OutOfStock']);

/** What the channel is told beside the number. */
function OfferLine({ offer }: { readonly offer: Formula['offer'] }) {
  if (offer === null) return null;
  const { status, pickup, preorder } = offer;
  if (PLAIN.has(status) && pickup.length === 0 && !preorder) return null;
  return (
    <p className="small">
      Offer: {status}
      {pickup.length > 0 && `, pickup in ${pickup.join(', ')}`}
      {preorder && `, ${preorder.units} ahead from ${preorder.availableFrom}`}
    </p>
  );
}

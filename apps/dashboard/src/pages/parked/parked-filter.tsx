import { useStatus } from '../../api/use-status.js';
import './parked-filter.css';

interface ParkedFilterProps {
  readonly codes: readonly string[];
  readonly conditions: Readonly<Record<string, string>>;
  readonly become: (conditions: Readonly<Record<string, string>>) => void;
}

const AGES = [
  ['1', 'an hour'],
  ['24', 'a day'],
  ['168', 'a week'],
] as const;

/** Which messages are looked at; the page's address says the same, so that it can be sent on. */
export function ParkedFilter({ codes, conditions, become }: ParkedFilterProps) {
  const sources = useStatus().data?.sources.map(({ source }) => source) ?? [];
  const set = (name: string) => (value: string) => {
    const { [name]: _, ...others } = conditions;
    become(value === '' ? others : { ...others, [name]: value });
  };
  return (
    <form className="parked-filter" role="search" aria-label="Which messages">
      <Choose
        label="Code"
        any="any"
        value={conditions['code'] ?? ''}
        options={codes.map((code) => [code, code])}
        onChange={set('code')}
      />
      <Choose
        label="Source"
        any="any"
        value={conditions['source'] ?? ''}
        options={sources.map((source) => [source, source])}
        onChange={set('source')}
      />
      <Choose
        label="Parked for at least"
        any="any time"
        value={conditions['olderHours'] ?? ''}
        options={AGES}
        onChange={set('olderHours')}
      />
      <label className="field">
        Key has in it
        <input
          value={conditions['key'] ?? ''}
          placeholder={'such as "item_id":7'}
          maxLength={200}
          onChange={({ target }) => set('key')(target.value)}
        />
      </label>
    </form>
  );
}

interface ChooseProps {
  readonly label: string;
  readonly any: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChange: (value: string) => void;
}

function Choose({ label, any, value, options, onChange }: ChooseProps) {
  return (
    <label className="field">
      {label}
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">{any}</option>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

import './meter.css';

interface MeterProps {
  readonly part: number;
  readonly of: number;
  readonly label: string;
}

/** A share as a bar; the numbers stand beside it. */
export function Meter({ part, of, label }: MeterProps) {
  const share = of === 0 ? 0 : Math.min(1, part / of);
  return (
    <svg className="meter" viewBox="0 0 100 4" preserveAspectRatio="none" role="img">
      <title>{label}</title>
      <rect className="meter-rest" width="100" height="4" />
      <rect className={share < 1 ? 'meter-part' : 'meter-all'} width={share * 100} height="4" />
    </svg>
  );
}

import type { ReactNode } from 'react';
import './button.css';

interface ButtonProps {
  readonly onClick?: () => void;
  readonly children: ReactNode;
  readonly kind?: 'plain' | 'main' | 'danger';
  readonly type?: 'button' | 'submit';
  /** why it cannot be pressed; it stays reachable, so that the reason can be read */
  readonly because?: string | undefined;
  readonly label?: string;
  readonly expanded?: boolean;
  readonly controls?: string;
}

/** A button; one that may not be pressed says why. */
export function Button({
  onClick,
  children,
  kind = 'plain',
  type = 'button',
  ...rest
}: ButtonProps) {
  const { because, label, expanded, controls } = rest;
  return (
    <button
      type={type}
      className={`button button-${kind}`}
      aria-disabled={because !== undefined}
      aria-label={label}
      aria-expanded={expanded}
      aria-controls={controls}
      title={because}
      onClick={(event) => {
        if (because === undefined) onClick?.();
        else event.preventDefault();
      }}
    >
      {children}
    </button>
  );
}

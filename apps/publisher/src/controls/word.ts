/** What people ask of the publisher for one channel. */
export interface Word {
  readonly channel: string;
  /** nothing is sent until it is resumed */
  readonly isPaused: boolean;
  /** zeros that are held may go */
  readonly isConfirmed: boolean;
  readonly requests: readonly Request[];
}

export interface Request {
  readonly id: string;
  /** `push`: send again whatever is shown; `list`: read all that the channel lists */
  readonly kind: 'push' | 'list';
  /** listings; null: all of them */
  readonly skus: readonly string[] | null;
}

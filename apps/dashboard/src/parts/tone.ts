/** How a state is to be taken; it is always said in words as well. */
export type Tone = 'ok' | 'warn' | 'bad' | 'idle';

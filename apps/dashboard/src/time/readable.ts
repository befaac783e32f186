import { absolute } from './words.js';

const INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

const UNIT = /(\d) (s|min|h)\b/g;

/** A text of the server with its instants as people read them, where the reader is; no line ends before a unit. */
export const readable = (text: string): string =>
  text.replace(INSTANT, (at) => absolute(at)).replace(UNIT, '$1\u00a0$2');

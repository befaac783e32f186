import { absolute } from './words.js';

const INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** A text of the server with its instants as people read them, where the reader is. */
export const readable = (text: string): string => text.replace(INSTANT, (at) => absolute(at));

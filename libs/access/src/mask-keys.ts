const SECRET = /\b(swk_[0-9a-f]{0,12}_?|sws_)[0-9a-f]*/g;

/** Hides what is secret of keys and of session tokens in a text; a key's id stays. */
export const maskKeys = (text: string): string => text.replace(SECRET, '$1(hidden)');

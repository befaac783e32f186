/** What the fonts of every PDF reader have: Latin letters, and the signs of Windows-1252. */
const MISSING =
  /[^\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ac]/gu;

/** Text as the report's font can show it: a letter that it lacks becomes a question mark. */
export const pdfText = (text: string): string => text.normalize('NFC').replace(MISSING, '?');

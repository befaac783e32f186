import type { LedgerAttacker } from './ledger-attacker.js';
import { LINES } from './sealed-ledger.js';

/** Something that somebody did to the ledger of `fillLedger`, and what of it must be found. */
export interface PlannedTampering {
  /** completes: somebody … */
  readonly done: string;
  readonly tamper: (attacker: LedgerAttacker, partition: number) => Promise<void>;
  readonly found: { readonly kind: string; readonly line: number };
  /** whether heads were copied away before; lines of those heads */
  readonly anchored?: readonly number[];
}

const swap = (one: number, other: number) => (attacker: LedgerAttacker, p: number) =>
  attacker.renumber(
    p,
    `line IN (${one}, ${other})`,
    `CASE line WHEN ${one} THEN ${other} ELSE ${one} END`,
  );

const EDITS: readonly PlannedTampering[] = Object.entries({
  'a quantity': `change = change + 1`,
  'what the row contributes, by a millionth': `contributes = contributes + 0.000001`,
  'the item': `sku = 'Z'`,
  'the location': `location = 'depot'`,
  'a cause into none': `cause_id = NULL`,
  'no transaction into one': `transaction_id = '0-1-1'`,
  'a time by a microsecond': `applied_at = applied_at + interval '1 microsecond'`,
  'the policy version': `policy_version = 'fff000fff000'`,
  'the boundary between two columns': `table_name = 'level', row_key = 's' || row_key`,
  'a text into what looks like two columns': `kind = 'level","effect":"delta'`,
  'the hash alone': `hash = sha256(hash)`,
  'the link alone': `previous = sha256(previous)`,
  'the item version': `version = version + 1`,
}).map(([what, assignment]) => ({
  done: `edited ${what}`,
  tamper: (attacker, p) => attacker.edit(p, 5, assignment),
  found: { kind: 'edited', line: 5 },
}));

export const TAMPERINGS: readonly PlannedTampering[] = [
  ...EDITS,
  {
    done: 'edited the published numbers, by a space',
    tamper: (attacker, p) => attacker.edit(p, 4, `channels = (channels::text || ' ')::json`),
    found: { kind: 'edited', line: 4 },
  },
  {
    done: 'edited the first line',
    tamper: (attacker, p) => attacker.edit(p, 1, `change = 0`),
    found: { kind: 'edited', line: 1 },
  },
  {
    done: 'edited the last line',
    tamper: (attacker, p) => attacker.edit(p, LINES, `change = 0`),
    found: { kind: 'edited', line: LINES },
  },
  {
    done: 'edited a line and gave it a new hash',
    tamper: async (attacker, p) => {
      await attacker.edit(p, 5, `change = 0`);
      await attacker.reseal(p, 5);
    },
    found: { kind: 'edited', line: 5 },
  },
  {
    done: 'edited the last line and gave it a new hash',
    tamper: async (attacker, p) => {
      await attacker.edit(p, LINES, `change = 0`);
      await attacker.reseal(p, LINES);
    },
    found: { kind: 'edited', line: LINES },
  },
  {
    done: 'edited the last but one line and gave it a new hash',
    tamper: async (attacker, p) => {
      await attacker.edit(p, LINES - 1, `change = 0`);
      await attacker.reseal(p, LINES - 1);
    },
    found: { kind: 'edited', line: LINES - 1 },
  },
  {
    done: 'removed the first line',
    tamper: (attacker, p) => attacker.remove(p, 'line = 1'),
    found: { kind: 'removed', line: 1 },
  },
  {
    done: 'removed a line',
    tamper: (attacker, p) => attacker.remove(p, 'line = 5'),
    found: { kind: 'removed', line: 5 },
  },
  {
    done: 'removed three lines',
    tamper: (attacker, p) => attacker.remove(p, 'line BETWEEN 4 AND 6'),
    found: { kind: 'removed', line: 4 },
  },
  {
    done: 'removed a line and renumbered those after it, head included',
    tamper: async (attacker, p) => {
      await attacker.remove(p, 'line = 5');
      await attacker.renumber(p, 'line > 5', 'line - 1');
      await attacker.moveHead(p);
    },
    found: { kind: 'removed', line: 5 },
  },
  {
    done: 'removed two lines and renumbered those after them',
    tamper: async (attacker, p) => {
      await attacker.remove(p, 'line IN (5, 6)');
      await attacker.renumber(p, 'line > 6', 'line - 2');
    },
    found: { kind: 'removed', line: 5 },
  },
  {
    done: 'inserted a line before the first',
    tamper: (attacker, p) => attacker.insertCopy(p, 1, 0),
    found: { kind: 'inserted', line: 0 },
  },
  {
    done: 'inserted a line and renumbered those after it, head included',
    tamper: async (attacker, p) => {
      await attacker.renumber(p, 'line >= 5', 'line + 1');
      await attacker.insertCopy(p, 2, 5);
      await attacker.moveHead(p);
    },
    found: { kind: 'inserted', line: 5 },
  },
  {
    done: 'inserted a line with a hash of its own, and renumbered those after it',
    tamper: async (attacker, p) => {
      await attacker.renumber(p, 'line >= 5', 'line + 1');
      await attacker.insertCopy(p, 2, 5);
      await attacker.reseal(p, 5);
    },
    found: { kind: 'inserted', line: 5 },
  },
  {
    done: 'inserted two lines with hashes of their own, and renumbered those after them',
    tamper: async (attacker, p) => {
      await attacker.renumber(p, 'line >= 5', 'line + 2');
      await attacker.insertCopy(p, 2, 5);
      await attacker.insertCopy(p, 2, 6);
      await attacker.reseal(p, 5, 6);
    },
    found: { kind: 'inserted', line: 5 },
  },
  {
    done: 'inserted a line after the last, sealed as it should be',
    tamper: async (attacker, p) => {
      await attacker.insertCopy(p, 2, LINES + 1);
      await attacker.reseal(p, LINES + 1);
    },
    found: { kind: 'inserted', line: LINES + 1 },
  },
  {
    done: 'cut off the last line',
    tamper: (attacker, p) => attacker.remove(p, `line = ${LINES}`),
    found: { kind: 'cut_off', line: LINES },
  },
  {
    done: 'cut off three lines and set the head back',
    tamper: async (attacker, p) => {
      await attacker.remove(p, `line > ${LINES - 3}`);
      await attacker.moveHead(p);
    },
    anchored: [5, LINES],
    found: { kind: 'cut_off', line: LINES - 2 },
  },
  {
    done: 'cut off everything, head included',
    tamper: async (attacker, p) => {
      await attacker.remove(p, 'true');
      await attacker.run(`DELETE FROM ledger_head WHERE partition = ${p}`);
    },
    anchored: [9],
    found: { kind: 'cut_off', line: 1 },
  },
  {
    done: 'exchanged two neighbours',
    tamper: swap(5, 6),
    found: { kind: 'reordered', line: 5 },
  },
  {
    done: 'exchanged the first line with a distant one',
    tamper: swap(1, 11),
    found: { kind: 'reordered', line: 1 },
  },
  {
    done: 'moved a line forward, those between one down',
    tamper: (attacker, p) =>
      attacker.renumber(
        p,
        'line BETWEEN 5 AND 9',
        'CASE line WHEN 9 THEN 5::bigint ELSE line + 1 END',
      ),
    found: { kind: 'reordered', line: 5 },
  },
  {
    done: 'moved a line back, those between one up',
    tamper: (attacker, p) =>
      attacker.renumber(
        p,
        'line BETWEEN 5 AND 9',
        'CASE line WHEN 5 THEN 9::bigint ELSE line - 1 END',
      ),
    found: { kind: 'reordered', line: 5 },
  },
  {
    done: 'exchanged what two lines say, seals left in place',
    tamper: async (attacker, p) => {
      await swap(5, 7)(attacker, p);
      await attacker.run(
        `UPDATE ledger_line AS l SET previous = o.previous, hash = o.hash FROM ledger_line AS o
         WHERE l.partition = ${p} AND o.partition = ${p}
           AND (l.line, o.line) IN ((5, 7), (7, 5))`,
      );
    },
    found: { kind: 'reordered', line: 5 },
  },
  {
    done: 'edited a line and sealed it, all after it and the head anew',
    tamper: async (attacker, p) => {
      await attacker.edit(p, 5, `change = 0`);
      await attacker.reseal(p, 5, LINES);
      await attacker.moveHead(p);
    },
    anchored: [3, 9, LINES],
    found: { kind: 'rewritten', line: 9 },
  },
  {
    done: 'removed the head',
    tamper: (attacker, p) => attacker.run(`DELETE FROM ledger_head WHERE partition = ${p}`),
    found: { kind: 'head', line: LINES },
  },
  {
    done: 'set the head back',
    tamper: (attacker, p) => attacker.run(`UPDATE ledger_head SET line = 9 WHERE partition = ${p}`),
    anchored: [LINES],
    found: { kind: 'head', line: 9 },
  },
];

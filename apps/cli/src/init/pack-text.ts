import type { Engine } from '#mapping';
import { Document, isMap, isScalar, isSeq, Scalar, visit } from 'yaml';
import { levelsSql } from './levels-sql.js';
import type { MetReason } from './movement-kinds.js';
import { tableParts } from './pack-parts.js';
import { tableComments } from './table-comments.js';
import type { Proposal } from './proposal.js';

export interface PackFacts {
  readonly name: string;
  readonly engine: Engine;
  readonly proposal: Proposal;
  readonly reasons: readonly MetReason[];
  /** the times of movements carry no zone */
  readonly isZoneless: boolean;
}

/** What is longer gets lines of its own. */
const LONG = 60;
/** Lists are written as people do, without spaces within their brackets. */
const PADDED_LIST = /\[ (.+) \]$/gm;
const IN_ONE_LINE = ['key', 'keep', 'columns', 'item', 'place'];

/** The proposed `pack.yaml`, with a word above each table on what to check. */
export function packText({ name, engine, proposal, reasons, isZoneless }: PackFacts): string {
  const { levels } = proposal;
  const document = new Document({
    pack: 1,
    name,
    engine,
    ...(levels ? { levels: levelsSql(levels, engine) } : {}),
    tables: tableParts(proposal, reasons, isZoneless),
  });
  document.commentBefore =
    ' What each table means to Shelfwire. Proposed from the schema: check every comment below.';
  const comments = tableComments(proposal, reasons);
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key)) return;
      const word = String(key.value);
      if ((isMap(value) || isSeq(value)) && IN_ONE_LINE.includes(word)) value.flow = true;
      if (!isMap(value)) return;
      const comment = comments.get(word);
      if (comment !== undefined) key.commentBefore = ` ${comment}`;
    },
    Scalar(_, node) {
      if (typeof node.value === 'string' && node.value.length > LONG) {
        node.type = Scalar.BLOCK_FOLDED;
      }
    },
  });
  return document.toString({ lineWidth: 96 }).replace(PADDED_LIST, '[$1]');
}

import type { Mutant } from './mutant.js';

/** Bugs of the stages, between a message and a commit. */
export const STAGE_MUTANTS: readonly Mutant[] = [
  {
    name: 'commit before the events are sent',
    file: 'apps/normalizer/src/normalize-batches.ts',
    search: 'this.producer.send(this.topics.stockEvents, records),',
    replacement:
      'void this.producer.send(this.topics.stockEvents, records).catch(() => undefined),',
    caughtBy: { seeds: 60 },
  },
  {
    name: 'note as announced what is not',
    file: 'apps/availability/src/apply-batches.ts',
    search: 'announced: announcedOf(partition) };',
    replacement: 'announced: announcedOf(partition) < 0n ? 0n : nextOffset };',
    caughtBy: {
      medium: 'apps/availability/src/availability-stage.medium.ts',
      named: 'announces on start what a crash left out',
    },
  },
  {
    name: 'skip the first message after a restart',
    file: 'libs/messaging/src/unapplied.ts',
    search: 'offset >= applied',
    replacement: 'offset > applied',
    caughtBy: { seeds: 20 },
  },
  {
    name: 'lock nothing',
    file: 'libs/messaging/src/progress.ts',
    search: "const LOCK = 'FOR UPDATE OF progress';",
    replacement: "const LOCK = '';",
    caughtBy: { seeds: 60 },
  },
  {
    name: 'drop what waits for a reference',
    file: 'apps/normalizer/src/translate-messages.ts',
    search: 'waiting.push({ ...result, message });',
    replacement: '',
    caughtBy: { seeds: 20 },
  },
  {
    name: 'forget what an item was called before',
    file: 'apps/normalizer/src/apply-references.ts',
    search:
      '? [...stored.former.filter((each) => isNot(each.row)), { row: stored.row, until: revision }]',
    replacement: '? stored.former.filter((each) => isNot(each.row))',
    caughtBy: { seeds: 20 },
  },
  {
    name: 'let a later change of a row overtake one that waits',
    file: 'apps/normalizer/src/translate-messages.ts',
    search: 'wait && wait.offset < message.offset',
    replacement: 'wait && wait.offset < 0n',
    caughtBy: {
      medium: 'apps/normalizer/src/chained-references.medium.ts',
      named: 'lets the later changes of a row wait behind one that waits',
    },
  },
  {
    name: 'leave behind what joined the waiting while it was taken',
    file: 'apps/normalizer/src/waiting.repository.ts',
    search: 'if (more.length === 0) return taken;',
    replacement: 'return taken;',
    caughtBy: {
      medium: 'apps/normalizer/src/waiting.repository.medium.ts',
      named: 'takes out what joins it meanwhile',
    },
  },
  {
    name: 'let a change wait for what it no longer leads to',
    file: 'apps/normalizer/src/waiting.repository.ts',
    search: '(awaits = ANY ($2::text[]) OR refs && $2::text[])',
    replacement: 'awaits = ANY ($2::text[])',
    caughtBy: {
      medium: 'apps/normalizer/src/chained-references.medium.ts',
      named: 'follows a lot to another product while its own has not arrived',
    },
  },
  {
    name: 'look at each reference as if the others had always been as they are now',
    file: 'libs/mapping/src/follow-references.ts',
    search: 'const content = state && contentOf(state, before);',
    replacement: 'const content = state && contentOf(state, refs.length > 1 ? undefined : before);',
    caughtBy: {
      unit: 'libs/mapping/src/follow-references.spec.ts',
      named: 'retracts where two places stopped to sell at once',
    },
  },
  {
    name: 'leave stock behind when a row changes its item',
    file: 'libs/mapping/src/translate.ts',
    search: 'const events = [...asserted, ...retractions];',
    replacement:
      'const events = target && retractions.length > 0 ? asserted : [...asserted, ...retractions];',
    caughtBy: { seeds: 20 },
  },
  {
    name: 'stay at the version',
    file: 'apps/availability/src/fold-partition.ts',
    search: 'version: (state.items.get(sku)?.version ?? 0n) + 1n,',
    replacement: 'version: state.items.get(sku)?.version ?? 1n,',
    caughtBy: { seeds: 20 },
  },
  {
    name: 'keep the numbers of an older policy',
    file: 'apps/availability/src/read-items.ts',
    search: 'policy_version <> $2',
    replacement: 'policy_version IS NULL AND policy_version <> $2',
    caughtBy: { seeds: 60 },
  },
  {
    name: 'translate under a name that was not announced',
    file: 'apps/normalizer/src/normalize-batches.ts',
    search: 'await this.announce(group);',
    replacement: 'if (group.length < 0) await this.announce(group);',
    caughtBy: {
      medium: 'apps/normalizer/src/normalize-batches.medium.ts',
      named: 'takes back what a crash has stated under a name',
    },
  },
  {
    name: 'remember of a row what was translated last, not its newest change',
    file: 'apps/normalizer/src/retranslate-rows.ts',
    search: '[...waited, ...translated].toSorted(byOffset)',
    replacement: '[...waited, ...translated]',
    caughtBy: {
      medium: 'apps/normalizer/src/normalize-batches.medium.ts',
      named: 're-keys by the newest change of a row',
    },
  },
  {
    name: 'rebuild as if nothing had been forgotten',
    file: 'apps/availability/src/rebuild/repeated-marks.ts',
    search: 'mark && mark.inputOffset <= offset;',
    replacement: 'mark && mark.inputOffset < 0n && offset > 0n;',
    caughtBy: {
      medium: 'apps/availability/src/rebuild/rebuild.medium.ts',
      named: 'forgets where the live stage forgot',
    },
  },
  {
    name: 'take an earlier snapshot for the repair of a later doubt',
    file: 'apps/normalizer/src/repair/source-repair.ts',
    search: ' AND epoch > doubted_in',
    replacement: '',
    caughtBy: {
      medium: 'apps/normalizer/src/repair/source-repair.medium.ts',
      named: 'takes no earlier snapshot for the repair',
    },
  },
];

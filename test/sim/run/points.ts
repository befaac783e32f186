/** What a statement is for, in the order of asking. */
const STATEMENTS: readonly (readonly [RegExp, string])[] = [
  [/stage_progress[\s\S]*FOR UPDATE/, 'lock'],
  [/INSERT INTO stage_progress/, 'first lock'],
  [/UPDATE stage_progress/, 'progress'],
  [/FROM unnest[\s\S]*stage_progress/, 'look at progress'],
  [/SET LOCAL/, 'settings'],
  [/INSERT INTO parked_message/, 'park'],
  [/UPDATE reference_entry/, 'save references'],
  [/INSERT INTO reference_entry/, 'first references'],
  [/reference_revision/, 'revision'],
  [/FROM reference_entry/, 'hold references'],
  [/DELETE FROM source_row/, 'forget rows'],
  [/INSERT INTO source_row/, 'remember rows'],
  [/FROM source_row/, 'rows to re-key'],
  [/INSERT INTO waiting_change/, 'let wait'],
  [/DELETE FROM waiting_change/, 'take what waited'],
  [/INSERT INTO location_stock/, 'write stock'],
  [/FROM claim_|claimed::text/, 'read claims'],
  [/INSERT INTO ledger_line/, 'write'],
  [/ledger_line/, 'read state'],
  [/INSERT INTO item/, 'write items'],
  [/FROM stock_position|JOIN stock_position/, 'read positions'],
  [/policy_version <>/, 'look for an older policy'],
  [/FROM item/, 'read items'],
  [/INSERT INTO publication/, 'mark sent'],
  [/UPDATE publication/, 'settle'],
  [/FROM publication/, 'recall'],
  [/channel_lease/, 'lease'],
  [/source_epoch/, 'read epochs'],
  [/source_heartbeat/, 'look at sources'],
  [/contribution/, 'read movements'],
];

/** Names the point at which a stage stands when it is about to run the statement. */
export const pointOf = (statement: string): string =>
  STATEMENTS.find(([pattern]) => pattern.test(statement))?.[1] ??
  `statement ${statement.trim().slice(0, 40)}`;

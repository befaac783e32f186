import { Option, SubCommand } from 'nest-commander';
import type { DataSource } from 'typeorm';
import { JsonCommand, type JsonOption } from '../command.js';
import { loginOfCaller } from '../login-of-caller.js';
import { printJson, printLine } from '../terminal/print.js';
import { table } from '../terminal/table.js';
import { review, type Reviewed } from './review.js';

interface ReviewOptions extends JsonOption {
  signOff?: string;
}

@SubCommand({
  name: 'review',
  description:
    'who can do what: age, scope and last use of every key that works; unused ones flagged',
})
export class KeysReviewCommand extends JsonCommand {
  async run(_: string[], { json = false, signOff }: ReviewOptions): Promise<void> {
    const { listKeys } = await import('#storage');
    const { withKeys } = await import('./keys-database.js');
    const reviewed = await withKeys(async (db) => {
      const found = review(await listKeys(db.manager), new Date());
      if (signOff !== undefined) await recordSignOff(db, found, signOff);
      return found;
    });
    if (json) return printJson(reviewed);
    drawReview(reviewed).forEach(printLine);
  }

  @Option({
    flags: '--sign-off <text>',
    description: 'record that somebody has looked at it, and what came of it',
  })
  parseSignOff(text: string): string {
    return text;
  }
}

async function recordSignOff(
  db: DataSource,
  reviewed: readonly Reviewed[],
  reason: string,
): Promise<void> {
  const { recordAction } = await import('#storage');
  const flagged = reviewed.filter(({ flags }) => flags.length > 0).map(({ id }) => id);
  const details = { keys: reviewed.map(({ id }) => id), flagged };
  const what = { action: 'keys.review', subject: 'keys', reason, details };
  await recordAction(db.manager, { ...what, actor: loginOfCaller() });
}

function drawReview(reviewed: readonly Reviewed[]): string[] {
  if (reviewed.length === 0) return ['No key works.'];
  const days = (count: number) => `${count} d`;
  const rows = reviewed.map((key) => [
    key.id,
    key.name,
    key.scope,
    key.createdBy,
    days(key.ageDays),
    key.unusedDays === null ? 'never' : `${days(key.unusedDays)} ago`,
    days(key.daysLeft),
    key.flags.join(', '),
  ]);
  return table(['ID', 'NAME', 'SCOPE', 'MADE BY', 'AGE', 'LAST USED', 'LEFT', 'LOOK AT'], rows);
}

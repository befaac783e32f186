import { span } from '../terminal/ages.js';
import { drawTree } from '../terminal/tree.js';
import type { JourneyAnswer, JourneyStage } from './journey-answer.js';

/** One change from its source to the channels, a line for each stage. */
export function drawJourney(journey: JourneyAnswer): string[] {
  const { sku, kind, moves, row, op, cdc, event, version, policyVersion, channels } = journey;
  const place = row.position === null ? '' : ` at ${row.position}`;
  return drawTree({
    text: `${sku}: ${kind} ${moves.map(moveText).join(', ')} → item version ${version}, policy ${policyVersion}`,
    children: [
      { text: `${op} of ${row.system} ${row.table} ${row.rowKey}${place} (rule ${row.rule})` },
      { text: `${cdc.topic} partition ${cdc.partition} offset ${cdc.offset}, event ${event}` },
      ...journey.stages.map((stage) => ({ text: stageText(stage) })),
      ...channels.map(({ channel, listing, quantity, stages }) => ({
        text: `${channel}${listing === sku ? '' : ` ${listing}`}${quantity === null ? '' : ` ${quantity}`}`,
        children: stages.map((stage) => ({ text: stageText(stage) })),
      })),
    ],
  });
}

const moveText = ({ change, bucket, location, line }: JourneyAnswer['moves'][number]): string =>
  bucket === null
    ? `named at ${location} (ledger line ${line})`
    : `${change.startsWith('-') ? change : `+${change}`} ${bucket} at ${location} (ledger line ${line})`;

/** `sent      10:00:01.250Z, 0.4 s later: 7` */
function stageText({ stage, at, afterSeconds, note }: JourneyStage): string {
  const name = stage.replaceAll('_', ' ').padEnd(10);
  const said = note === null ? '' : `: ${note}`;
  if (at === null) return `${name} no moment${said}`;
  const later = afterSeconds === null ? '' : `, ${span(afterSeconds)} later`;
  return `${name} ${at}${later}${said}`;
}

import type { JourneyLineRow } from './journey.queries.js';
import type { Moment } from './stages.js';

type ChangeStage = 'committed' | 'captured' | 'normalised' | 'applied' | 'announced';

/** One change from its source to the announcement of its number. @param announced undefined: nothing is noted */
export const changeStages = (
  line: JourneyLineRow,
  announced: bigint | undefined,
): readonly Moment<ChangeStage>[] => [
  { stage: 'committed', at: line.recorded_at, note: line.op === 'r' ? SNAPSHOT : null },
  { stage: 'captured', at: line.captured_at, note: line.captured_at ? null : NOT_CAPTURED },
  { stage: 'normalised', at: line.ingested_at, note: null },
  { stage: 'applied', at: line.applied_at, note: null },
  { stage: 'announced', at: null, note: announcedNote(line, announced) },
];

const SNAPSHOT = 'read by a snapshot: the time of the reading';
const NOT_CAPTURED =
  'not kept: an older line, or a row that was translated once more from what is stored';

const announcedNote = ({ input_offset: offset }: JourneyLineRow, announced: bigint | undefined) =>
  announced !== undefined && announced > BigInt(offset)
    ? 'announced; when is not kept'
    : 'not noted as announced yet: that is noted with the next batch of its partition';

import type { PackFile } from '#mapping';
import { fieldChanges } from './field-changes.js';
import type { Held } from './held.js';
import { planTable } from './plan-table.js';
import { step, type Step } from './step.js';

type Packs = Readonly<Record<string, PackFile>>;

/** How the packs of the policy's sources differ from those applied last, table by table. */
export async function planPacks(before: Packs | null, after: Packs, held: Held): Promise<Step[]> {
  const steps: Step[] = [];
  for (const [source, pack] of Object.entries(after)) {
    const known = before?.[source];
    if (known) steps.push(...(await planPack(source, known, pack, held)));
    else steps.push(step('packs', `pack/${source}`, '+', [named(pack)]));
  }
  return steps;
}

const named = ({ name }: PackFile) => ({ field: 'name', from: null, to: name });

async function planPack(
  source: string,
  { tables: before, ...common }: PackFile,
  { tables: after, ...wanted }: PackFile,
  held: Held,
): Promise<Step[]> {
  const changes = fieldChanges(common, wanted);
  const steps = changes.length === 0 ? [] : [step('packs', `pack/${source}`, '~', changes)];
  for (const table of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const place = { source, table };
    steps.push(...(await planTable(place, before[table], after[table], held)));
  }
  return steps;
}

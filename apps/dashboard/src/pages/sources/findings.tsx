import type { Capture } from '../../../../api/src/capture/capture.schema.js';
import { Notice } from '../../parts/notice.js';
import { Age } from '../../time/age.js';

/** What an audit of the source's database found wrong, and how to mend it. */
export function Findings({ findings }: { readonly findings: Capture['findings'] }) {
  return findings.map(({ check, found, expected, mend, since }) => (
    <Notice key={check} title={`${check}: found ${found}, expected ${expected}`} tone="warn">
      {mend} (<Age at={since} />)
    </Notice>
  ));
}

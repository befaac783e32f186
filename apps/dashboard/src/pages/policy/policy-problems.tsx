import type { Planned } from '../../../../api/src/plan/plan.schema.js';
import { counted } from '../../parts/count-words.js';
import { Notice } from '../../parts/notice.js';

type Problem = Planned['problems'][number];

/** What is wrong with a policy, where, and how to mend it. */
export function PolicyProblems({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <Notice title={counted(problems.length, 'problem')} tone="bad">
      <ul className="stack">
        {problems.map(({ line, column, path, found, expected, hint }) => (
          <li key={`${line} ${column} ${path}`} className="break">
            {line !== null && `Line ${line}, column ${column}: `}
            <code>{path}</code> is {found}; expected {expected}.{hint !== null && ` Hint: ${hint}`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

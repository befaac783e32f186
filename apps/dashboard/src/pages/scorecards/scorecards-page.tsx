import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dailyKpisQuery, scorecardQuery } from '../../api/queries.js';
import type { Scorecard } from '../../api/scorecards.js';
import { Card } from '../../parts/card.js';
import { counted } from '../../parts/count-words.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { Shown } from '../../parts/shown.js';
import { Age } from '../../time/age.js';
import { AllTogether } from './all-together.js';
import { lastMonths, monthName } from './months.js';
import { SideBySide } from './side-by-side.js';

/** What a month came to, against the targets and the month before. */
export function ScorecardsPage() {
  const [month, choose] = useState(lastMonths(new Date())[0] ?? '');
  const query = useQuery(scorecardQuery(month));
  return (
    <Page
      title="Scorecards"
      lead="Speed, accuracy, orders, buffers and vendors, a month at a time."
      aside={<Months month={month} choose={choose} />}
    >
      <Shown query={query} what="The scorecard">
        {(scorecard) => <Month scorecard={scorecard} />}
      </Shown>
    </Page>
  );
}

interface MonthsProps {
  readonly month: string;
  readonly choose: (month: string) => void;
}

function Months({ month, choose }: MonthsProps) {
  const path = `/v1/scorecards/${month}?format=`;
  return (
    <div className="row">
      <label className="row small">
        Month
        <select value={month} onChange={({ target }) => choose(target.value)}>
          {lastMonths(new Date()).map((each) => (
            <option key={each} value={each}>
              {monthName(each)}
            </option>
          ))}
        </select>
      </label>
      <a href={`${path}csv`} download>
        CSV
      </a>
      <a href={`${path}pdf`} download>
        PDF
      </a>
    </div>
  );
}

function Month({ scorecard }: { readonly scorecard: Scorecard }) {
  const { from, to, sections, month } = scorecard;
  const daily = useQuery(dailyKpisQuery(from, to));
  const all = sections.find(({ dimension }) => dimension === 'all');
  const isKnown = sections.some(({ values }) => values.some(({ value }) => value !== null));
  if (!all || !isKnown) {
    return (
      <Notice title={`No facts of ${monthName(month)} are known`}>
        Facts are added up every few minutes. What each number needs is told in docs/kpis.md.
      </Notice>
    );
  }
  return (
    <>
      <Verdict scorecard={scorecard} values={all.values} />
      <AllTogether kpis={scorecard.kpis} values={all.values} daily={daily.data} />
      <SideBySide title="Channels" dimension="channel" scorecard={scorecard} />
      <SideBySide title="Locations" dimension="location" scorecard={scorecard} />
      <SideBySide title="Vendors" dimension="vendor" scorecard={scorecard} />
      <Unknown kpis={scorecard.kpis} values={all.values} />
    </>
  );
}

interface ValuesProps {
  readonly values: Scorecard['sections'][number]['values'];
}

function Verdict({ scorecard, values }: ValuesProps & { readonly scorecard: Scorecard }) {
  const { isOver, rolled } = scorecard;
  const judged = values.filter(({ met }) => met !== null);
  const reached = judged.filter(({ met }) => met === true);
  return (
    <p role="status">
      {judged.length === 0
        ? 'No target can be judged yet'
        : `${reached.length} of ${counted(judged.length, 'target')} reached`}
      {isOver ? '' : ', and the month is not over'}; facts as of <Age at={rolled.asOf} />
      {rolled.due > 0 && `, ${counted(rolled.due, 'day')} to be added up again`}
    </p>
  );
}

function Unknown({ kpis, values }: ValuesProps & Pick<Scorecard, 'kpis'>) {
  const titles = new Map(kpis.map(({ id, title }) => [id, title]));
  const unknown = values.filter(({ needs }) => needs !== null);
  if (unknown.length === 0) return null;
  return (
    <Card title="What no facts are known of">
      <ul>
        {unknown.map(({ kpi, needs }) => (
          <li key={kpi}>
            {titles.get(kpi)}: <span className="muted">{needs}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

import PDFDocument from 'pdfkit';
import { monthName } from './months.js';
import { pdfText } from './pdf-text.js';
import { comparison, summary, unknowns, type Sheet } from './sheets.js';
import type { Scorecard } from './scorecard.schema.js';

const MARGIN = 42;
const INK = '#15191c';
const MUTED = '#565e63';
const LINE = '#c3c8c0';
const BAND = '#f4f5f2';
const TONES: Readonly<Record<string, string>> = { Reached: '#14713f', Missed: '#b3231b' };

/** A report of A4 pages: first all together against the targets, then side by side. */
export async function drawPdf(scorecard: Scorecard): Promise<Buffer> {
  const title = `Scorecard ${monthName(scorecard.month)}`;
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    info: { Title: title, Creator: 'Shelfwire' },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    document.on('end', resolve);
    document.on('error', reject);
  });
  head(document, title, scorecard);
  for (const sheet of [summary(scorecard), ...comparison(scorecard)]) table(document, sheet);
  notes(document, unknowns(scorecard));
  numberPages(document, title);
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

type Document = InstanceType<typeof PDFDocument>;

function head(document: Document, title: string, { from, to, isOver, rolled }: Scorecard): void {
  const asOf =
    rolled.asOf === null
      ? 'nothing added up yet'
      : `facts as of ${rolled.asOf.slice(0, 16).replace('T', ' ')} UTC`;
  const due = rolled.due === 0 ? '' : `, ${rolled.due} days to be added up again`;
  document.font('Helvetica-Bold').fontSize(20).fillColor(INK).text(title);
  document
    .font('Helvetica')
    .fontSize(9)
    .fillColor(MUTED)
    .text(`${from} to ${to}${isOver ? '' : ', not over yet'}; ${asOf}${due}`);
}

/** As much of a page as a heading and some rows need. */
const LEAST_POINTS = 140;

function table(document: Document, { title, head: names, rows, widths }: Sheet): void {
  if (document.y > document.page.height - MARGIN - LEAST_POINTS) document.addPage();
  document.moveDown(1.2).font('Helvetica-Bold').fontSize(12).fillColor(INK);
  document.text(pdfText(title), MARGIN).moveDown(0.4).font('Helvetica').fontSize(8.5);
  const align = (column: number) => ({ x: column === 0 ? ('left' as const) : ('right' as const) });
  document.table({
    columnStyles: [...widths],
    rowStyles: (row) => ({
      border: [0, 0, 0.5, 0],
      borderColor: LINE,
      ...(row === 0 && { backgroundColor: BAND }),
    }),
    defaultStyle: { padding: [5, 4, 3, 4] },
    data: [names, ...rows].map((cells) =>
      cells.map((text, column) => ({
        text: pdfText(text),
        align: align(column),
        textColor: TONES[text] ?? (text === 'No facts' ? MUTED : INK),
      })),
    ),
  });
}

function notes(document: Document, lines: readonly string[]): void {
  if (lines.length === 0) return;
  if (document.y > document.page.height - MARGIN - LEAST_POINTS) document.addPage();
  document.moveDown(1.2).font('Helvetica-Bold').fontSize(12).fillColor(INK);
  document.text('What no facts are known of', MARGIN).moveDown(0.4);
  document.font('Helvetica').fontSize(8.5).fillColor(MUTED);
  for (const line of lines) document.text(pdfText(line)).moveDown(0.25);
}

function numberPages(document: Document, title: string): void {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page);
    // the foot stands in the margin, where text would begin a page of its own
    document.page.margins.bottom = 0;
    document.font('Helvetica').fontSize(8).fillColor(MUTED);
    document.text(`${title}, page ${page + 1} of ${count}`, MARGIN, document.page.height - 30, {
      align: 'right',
      lineBreak: false,
      width: document.page.width - 2 * MARGIN,
    });
  }
}

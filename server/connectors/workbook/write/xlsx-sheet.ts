import type { ZipPartWriter } from "./zip-writer";

export type SheetLayout = {
  widths: number[];
  /** Rows that stay in sight while the rest scrolls; 0 = none. */
  frozenRows: number;
  /** Row that carries the filter arrows; the filter reaches from it to the last row. */
  filterRow: number | null;
};

const FLUSH_CHARS = 64 * 1024;
const MAIN_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** The worksheet part itself: rows of ready cells, a head before them and a tail behind. */
export class XlsxSheet {
  private pending: string;
  lastRow = 0;

  constructor(
    private readonly part: ZipPartWriter,
    private readonly layout: SheetLayout,
    private readonly lastColumn: string,
  ) {
    this.pending = headXml(layout);
  }

  /** A row; numbers must rise. */
  async row(number: number, cells: string): Promise<void> {
    this.lastRow = number;
    this.pending += `<row r="${number}">${cells}</row>`;
    if (this.pending.length > FLUSH_CHARS) await this.flush();
  }

  async end(): Promise<void> {
    const { filterRow } = this.layout;
    const all = `A1:${this.lastColumn}${Math.max(1, this.lastRow)}`;
    const filter =
      filterRow === null || this.lastRow < filterRow
        ? ""
        : `<autoFilter ref="A${filterRow}:${this.lastColumn}${this.lastRow}"/>`;
    // Identifiers are digits kept as text on purpose; the green triangles would only distract.
    const ignored = `<ignoredErrors><ignoredError sqref="${all}" numberStoredAsText="1"/></ignoredErrors>`;
    this.pending += `</sheetData>${filter}${ignored}</worksheet>`;
    await this.flush();
    await this.part.end();
  }

  private async flush(): Promise<void> {
    const text = this.pending;
    this.pending = "";
    await this.part.write(text);
  }
}

function headXml({ widths, frozenRows }: SheetLayout): string {
  const pane =
    frozenRows === 0
      ? ""
      : `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/>`;
  const columns = widths.map(
    (width, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN_NS}">` +
    `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/>` +
    `${columns.length === 0 ? "" : `<cols>${columns.join("")}</cols>`}<sheetData>`
  );
}

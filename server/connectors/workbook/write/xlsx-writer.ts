import type { WriteTarget } from "./byte-target";
import { columnWidth, type RowOptions, type WriteColumn, type WriteValue } from "./columns";
import type { SheetSpec, SheetWriter, WorkbookWriter } from "./workbook-writer";
import { blankXml, cellXml, columnName, textXml } from "./xlsx-cells";
import { XlsxPackage } from "./xlsx-package";
import type { XlsxSheet } from "./xlsx-sheet";

/** Excel has no row beyond this one; more rows continue on a further sheet. */
export const SHEET_ROWS_MAX = 1_048_576;

export function createXlsxWriter(target: WriteTarget, rowsMax = SHEET_ROWS_MAX): WorkbookWriter {
  const file = new XlsxPackage(target);
  let current: XlsxSheetWriter | null = null;
  const addSheet = async (spec: SheetSpec) => {
    await current?.end();
    current = new XlsxSheetWriter(file, spec, rowsMax);
    await current.begin();
    return current;
  };
  return {
    addSheet,
    close: async () => {
      if (current === null) await addSheet({ name: "", columns: [] });
      await current?.end();
      await file.close();
    },
    abort: () => file.destroy(),
  };
}

class XlsxSheetWriter implements SheetWriter {
  private sheet: XlsxSheet | null = null;
  private rowNumber = 0;

  constructor(
    private readonly file: XlsxPackage,
    private readonly spec: SheetSpec,
    private readonly rowsMax: number,
  ) {}

  async begin(): Promise<void> {
    const { name, columns } = this.spec;
    const hasHeader = columns.length > 0;
    const layout = {
      widths: columns.map(columnWidth),
      frozenRows: hasHeader ? 1 : 0,
      filterRow: hasHeader ? 1 : null,
    };
    this.sheet = await this.file.sheet(name, layout, columnName(Math.max(0, columns.length - 1)));
    this.rowNumber = 0;
    if (hasHeader) await this.add(headerXml(columns));
  }

  async writeRows(rows: WriteValue[][], { tones }: RowOptions = {}): Promise<void> {
    const { columns } = this.spec;
    for (const [index, row] of rows.entries()) {
      if (this.rowNumber >= this.rowsMax) {
        await this.end();
        await this.begin();
      }
      const number = this.rowNumber + 1;
      const tone = tones?.[index] ?? "plain";
      let cells = "";
      for (let column = 0; column < columns.length; column += 1) {
        const ref = columnName(column) + number;
        const cell = cellXml(ref, row[column], { type: columns[column]?.type ?? "text", tone });
        cells += cell === "" && tone !== "plain" ? blankXml(ref, tone) : cell;
      }
      await this.add(cells);
    }
  }

  async end(): Promise<void> {
    await this.sheet?.end();
    this.sheet = null;
  }

  private async add(cells: string): Promise<void> {
    this.rowNumber += 1;
    await this.sheet?.row(this.rowNumber, cells);
  }
}

function headerXml(columns: WriteColumn[]): string {
  const cells = columns.map(({ header }, index) =>
    textXml(`${columnName(index)}1`, header, { tone: "plain", isHeader: true }),
  );
  return cells.join("");
}

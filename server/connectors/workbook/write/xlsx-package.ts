import { ByteTarget, type WriteTarget } from "./byte-target";
import { escapeAttribute } from "./xlsx-cells";
import { type SheetLayout, XlsxSheet } from "./xlsx-sheet";
import { STYLES_XML } from "./xlsx-styles";
import { ZipWriter } from "./zip-writer";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const REL_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE_NS = "http://schemas.openxmlformats.org/package/2006";
const SHEET_NAME_MAX = 31;

/** The package around the sheets. Sheets are written one after another. */
export class XlsxPackage {
  private readonly target: ByteTarget;
  private readonly zip: ZipWriter;
  private readonly names: string[] = [];

  constructor(target: WriteTarget) {
    this.target = new ByteTarget(target);
    this.zip = new ZipWriter(this.target);
  }

  async sheet(name: string, layout: SheetLayout, lastColumn: string): Promise<XlsxSheet> {
    if (this.names.length === 0) await this.zip.part("_rels/.rels", ROOT_RELATIONS);
    this.names.push(sheetName(name, this.names));
    const part = await this.zip.open(`xl/worksheets/sheet${this.names.length}.xml`);
    return new XlsxSheet(part, layout, lastColumn);
  }

  async close(): Promise<void> {
    await this.zip.part("[Content_Types].xml", contentTypesXml(this.names.length));
    await this.zip.part("xl/workbook.xml", workbookXml(this.names));
    await this.zip.part("xl/_rels/workbook.xml.rels", relationsXml(this.names.length));
    await this.zip.part("xl/styles.xml", STYLES_XML);
    await this.zip.close();
    await this.target.end();
  }

  destroy(): void {
    this.target.destroy();
  }
}

/** A name that Excel accepts, unlike all the others whatever their case. */
export function sheetName(wanted: string, taken: readonly string[]): string {
  const clean = wanted
    .replace(/[[\]:*?/\\]/g, " ")
    .replace(/^[\s']+|[\s']+$/g, "")
    .slice(0, SHEET_NAME_MAX);
  const base = clean === "" ? "List" : clean;
  const isTaken = (name: string) =>
    taken.some((other) => other.toLowerCase() === name.toLowerCase());
  let name = base;
  for (let copy = 2; isTaken(name); copy += 1) {
    const suffix = ` (${copy})`;
    name = base.slice(0, SHEET_NAME_MAX - suffix.length) + suffix;
  }
  return name;
}

const ROOT_RELATIONS = `${XML}<Relationships xmlns="${PACKAGE_NS}/relationships"><Relationship Id="rId1" Type="${REL_NS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";

function contentTypesXml(sheets: number): string {
  const overrides = numbers(sheets).map(
    (number) =>
      `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${SPREADSHEET}.worksheet+xml"/>`,
  );
  return (
    `${XML}<Types xmlns="${PACKAGE_NS}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${SPREADSHEET}.styles+xml"/>` +
    `${overrides.join("")}</Types>`
  );
}

function workbookXml(names: readonly string[]): string {
  const sheets = names.map(
    (name, index) =>
      `<sheet name="${escapeAttribute(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `${XML}<workbook xmlns="${MAIN_NS}" xmlns:r="${REL_NS}"><sheets>${sheets.join("")}</sheets></workbook>`;
}

function relationsXml(sheets: number): string {
  const items = numbers(sheets).map(
    (number) =>
      `<Relationship Id="rId${number}" Type="${REL_NS}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
  );
  const styles = `<Relationship Id="rId${sheets + 1}" Type="${REL_NS}/styles" Target="styles.xml"/>`;
  return `${XML}<Relationships xmlns="${PACKAGE_NS}/relationships">${items.join("")}${styles}</Relationships>`;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

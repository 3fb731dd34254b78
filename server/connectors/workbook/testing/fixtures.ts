import { strToU8, type Zippable, zipSync } from "fflate";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const REL_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE_NS = "http://schemas.openxmlformats.org/package/2006/relationships";

export type SheetFixture = { name: string; xml: string | Uint8Array; state?: string };

export type XlsxFixture = {
  sheets?: SheetFixture[];
  /** Content of `<sst>`. */
  strings?: string | Uint8Array;
  /** Number formats of the cell styles 1, 2, …; style 0 is General. */
  formats?: string[];
  date1904?: boolean;
  /** Of packing; 0 keeps large fixtures quick. */
  level?: 0 | 1;
  /** Parts that replace or join the generated ones; null takes a part away. */
  parts?: Record<string, string | Uint8Array | null>;
};

/** A worksheet part around rows. */
export function sheetXml(rows: string, behind = ""): string {
  return `${XML}<worksheet xmlns="${MAIN_NS}"><sheetData>${rows}</sheetData>${behind}</worksheet>`;
}

/** Bytes of a small workbook; parts are given as XML, so that tests can write what no library would. */
export function xlsx(fixture: XlsxFixture = {}): Uint8Array {
  const sheets = fixture.sheets ?? [{ name: "List1", xml: sheetXml("") }];
  const parts: Record<string, string | Uint8Array | null> = {
    "[Content_Types].xml": `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "_rels/.rels": relations([["rId1", "officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": workbookXml(sheets, fixture.date1904 ?? false),
    "xl/_rels/workbook.xml.rels": relations([
      ...sheets.map((_, index): Relation => [`rId${index + 1}`, "worksheet", sheetPart(index)]),
      ["rId900", "styles", "styles.xml"],
      ["rId901", "sharedStrings", "/xl/sharedStrings.xml"],
    ]),
    "xl/styles.xml": stylesXml(fixture.formats ?? []),
    "xl/sharedStrings.xml":
      fixture.strings instanceof Uint8Array
        ? fixture.strings
        : `${XML}<sst xmlns="${MAIN_NS}">${fixture.strings ?? ""}</sst>`,
  };
  for (const [index, sheet] of sheets.entries()) parts[`xl/${sheetPart(index)}`] = sheet.xml;
  return zip({ ...parts, ...fixture.parts }, fixture.level);
}

export function zip(
  parts: Record<string, string | Uint8Array | null>,
  level: 0 | 1 = 1,
): Uint8Array {
  const files: Zippable = {};
  for (const [name, part] of Object.entries(parts)) {
    if (part !== null) files[name] = typeof part === "string" ? strToU8(part) : part;
  }
  // The same parts are the same bytes, whenever they are packed.
  return zipSync(files, { level, mtime: new Date(2026, 0, 1) });
}

type Relation = [id: string, type: string, target: string];

export function relations(list: Relation[]): string {
  const items = list.map(
    ([id, type, target]) =>
      `<Relationship Id="${id}" Type="${REL_NS}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE_NS}">${items.join("")}</Relationships>`;
}

function sheetPart(index: number): string {
  return `worksheets/sheet${index + 1}.xml`;
}

function workbookXml(sheets: SheetFixture[], date1904: boolean): string {
  const items = sheets.map(({ name, state }, index) => {
    const hidden = state === undefined ? "" : ` state="${state}"`;
    return `<sheet name="${name}" sheetId="${index + 1}"${hidden} r:id="rId${index + 1}"/>`;
  });
  const properties = date1904 ? '<workbookPr date1904="1"/>' : "<workbookPr/>";
  return `${XML}<workbook xmlns="${MAIN_NS}" xmlns:r="${REL_NS}">${properties}<sheets>${items.join("")}</sheets></workbook>`;
}

function stylesXml(formats: string[]): string {
  const quoted = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const numFmts = formats.map(
    (format, index) => `<numFmt numFmtId="${200 + index}" formatCode="${quoted(format)}"/>`,
  );
  const xfs = formats.map((_, index) => `<xf numFmtId="${200 + index}" applyNumberFormat="1"/>`);
  return `${XML}<styleSheet xmlns="${MAIN_NS}"><numFmts>${numFmts.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${xfs.join("")}</cellXfs></styleSheet>`;
}

const SECTOR = 512;

/** A compound file (the container of Office 97 to 2003) whose directory names one stream. */
export function compoundFile(streamName: string): Uint8Array {
  const bytes = Buffer.alloc(SECTOR * 4);
  bytes.write("d0cf11e0a1b11ae1", 0, "hex");
  bytes.writeUInt16LE(0x3e, 24);
  bytes.writeUInt16LE(3, 26);
  bytes.writeUInt16LE(0xfffe, 28);
  bytes.writeUInt16LE(9, 30);
  for (const [index, name] of ["Root Entry", streamName].entries()) {
    const at = SECTOR * 2 + index * 128;
    bytes.write(name, at, "utf16le");
    bytes.writeUInt16LE((name.length + 1) * 2, at + 64);
  }
  return bytes;
}

/** Sets flag bits of every entry of an archive ("encrypted" is bit 0). */
export function withZipFlags(bytes: Uint8Array, bits: number): Uint8Array {
  return patchEntries(bytes, (view, at) => {
    view.setUint16(at + 8, view.getUint16(at + 8, true) | bits, true);
  });
}

/** Makes the entries of the central directory from a size on claim another inflated size. */
export function withClaimedSize(
  bytes: Uint8Array,
  claim: { from: number; size: number },
): Uint8Array {
  return patchEntries(bytes, (view, at) => {
    if (view.getUint32(at + 24, true) >= claim.from) view.setUint32(at + 24, claim.size, true);
  });
}

function patchEntries(bytes: Uint8Array, patch: (view: DataView, at: number) => void): Uint8Array {
  const copy = Buffer.from(bytes);
  const view = new DataView(copy.buffer, copy.byteOffset, copy.byteLength);
  const signature = Buffer.from("504b0102", "hex");
  for (let at = copy.indexOf(signature); at >= 0; at = copy.indexOf(signature, at + 46)) {
    patch(view, at);
  }
  return copy;
}

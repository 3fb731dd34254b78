import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { byTable, crc32 } from "./crc32";
import { openWorkbook } from "./open-workbook";
import {
  compoundFile,
  MAIN_NS,
  relations,
  sheetXml,
  withClaimedSize,
  withZipFlags,
  xlsx,
  zip,
} from "./testing/fixtures";
import { readBytes } from "./testing/read";

const ROW = '<row r="1"><c r="A1"><v>1</v></c></row>';
const SHEET = { name: "List1", xml: sheetXml(ROW) };
const GOOD = xlsx({ sheets: [SHEET] });
const text = (content: string) => Buffer.from(content);

/** The refusal of reading a file to its end, without the namespace. */
async function reasonOf(bytes: Uint8Array, limits = {}): Promise<string> {
  try {
    await readBytes(bytes, { limits });
    return "none";
  } catch (cause) {
    const { code, kind } = cause as { code?: string; kind?: string };
    expect(kind, String(cause)).toBe("invalid");
    return code?.replace("workbook.", "") ?? String(cause);
  }
}

describe("files that are no workbook say what they are", () => {
  const packageOf = (main: string) =>
    zip({
      "[Content_Types].xml": "<Types/>",
      "_rels/.rels": relations([["rId1", "officeDocument", main]]),
      [main]: "x",
    });
  const files: [string, Uint8Array][] = [
    ["empty_file", new Uint8Array(0)],
    ["legacy_xls", compoundFile("Workbook")],
    ["legacy_xls", compoundFile("Book")],
    ["legacy_xls", Buffer.from("0904060000001000", "hex")],
    ["legacy_word", compoundFile("WordDocument")],
    ["legacy_office", compoundFile("PowerPoint Document")],
    ["password_protected", compoundFile("EncryptedPackage")],
    ["password_protected", withZipFlags(GOOD, 1)],
    ["not_a_workbook", zip({ "fotka.txt": "ahoj" })],
    ["not_a_workbook", zip({})],
    ["word_document", packageOf("word/document.xml")],
    ["word_document", text("{\\rtf1\\ansi Ahoj}")],
    ["presentation", packageOf("ppt/presentation.xml")],
    ["xlsb", packageOf("xl/workbook.bin")],
    [
      "open_document",
      zip({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>" }),
    ],
    ["pdf", text("%PDF-1.7\n%âãÏÓ")],
    ["image", Buffer.from("89504e470d0a1a0a0000000d", "hex")],
    ["image", Buffer.from("ffd8ffe000104a464946", "hex")],
    ["archive", Buffer.from("526172211a0701", "hex")],
    ["archive", Buffer.from("1f8b0800", "hex")],
    ["html", text("\ufeff\r\n<!DOCTYPE html><table><tr><td>RefNo</td></tr></table>")],
    ["html", text("<table><tr><td>RefNo</td></tr></table>")],
    ["html", text("MIME-Version: 1.0\nContent-Type: multipart/related")],
    [
      "spreadsheet_xml",
      text('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'),
    ],
    ["unknown_format", text('<?xml version="1.0"?><faktura/>')],
    ["unknown_format", Buffer.from([1, 2, 3, 0, 0, 9, 8, 7])],
  ];

  test.each(files)("%s", async (reason, bytes) => {
    expect(await reasonOf(bytes)).toBe(reason);
  });
});

describe("damaged workbooks", () => {
  const without = (part: string) => xlsx({ sheets: [SHEET], parts: { [part]: null } });
  const files: [string, string, Uint8Array][] = [
    ["truncated archive", "damaged", GOOD.slice(0, GOOD.length / 2)],
    ["no end of archive", "damaged", GOOD.slice(0, -4)],
    [
      "sheet cut off",
      "damaged",
      xlsx({ sheets: [{ name: "a", xml: `<worksheet><sheetData>${ROW}` }] }),
    ],
    [
      "row cut off",
      "damaged",
      xlsx({ sheets: [{ name: "a", xml: '<worksheet><sheetData><row r="1"><c' }] }),
    ],
    ["no sheet data", "damaged", xlsx({ sheets: [{ name: "a", xml: "" }] })],
    ["no relations", "missing_part", without("_rels/.rels")],
    ["no workbook", "missing_part", without("xl/workbook.xml")],
    ["no workbook relations", "missing_part", without("xl/_rels/workbook.xml.rels")],
    ["no sheet part", "missing_part", without("xl/worksheets/sheet1.xml")],
    ["no shared strings part", "missing_part", without("xl/sharedStrings.xml")],
    ["no sheets", "no_sheets", xlsx({ sheets: [] })],
    [
      "string outside the table",
      "damaged",
      xlsx({ sheets: [{ name: "a", xml: sheetXml('<row><c t="s"><v>9</v></c></row>') }] }),
    ],
    ["wrong size in the header", "damaged", withClaimedSize(GOOD, { from: 1, size: 12 })],
  ];

  test.each(files)("%s: %s", async (_name, reason, bytes) => {
    expect(await reasonOf(bytes)).toBe(reason);
  });

  test("any flipped bit of a sheet is noticed, none brings the program down", async () => {
    const rows = Array.from(
      { length: 300 },
      (_, index) => `<row r="${index + 1}"><c><v>${(index * 7919) % 1000}</v></c></row>`,
    );
    const bytes = xlsx({ sheets: [{ name: "a", xml: sheetXml(rows.join("")) }] });
    const name = Buffer.from("xl/worksheets/sheet1.xml");
    const from = Buffer.from(bytes).indexOf(name) + name.length;
    for (let at = from; at < from + 700; at += 13) {
      const broken = bytes.slice();
      broken[at] = (broken[at] as number) ^ 16;
      expect(await reasonOf(broken), `byte ${at}`).toBe("damaged");
    }
  });

  test("a styles part that is missing costs the dates, not the file", async () => {
    expect(await reasonOf(without("xl/styles.xml"))).toBe("none");
  });

  test("checksums by table equal those of Node", () => {
    const bytes = Buffer.from("Příliš žluťoučký kůň");
    expect(byTable(bytes.subarray(7), byTable(bytes.subarray(0, 7), 0))).toBe(crc32(bytes, 0));
    expect(byTable(Buffer.from("123456789"), 0)).toBe(0xcbf43926);
  });
});

describe("hostile files", () => {
  const spaces = Buffer.alloc(8 * 1024 * 1024, " ");

  test("a bomb is stopped while it inflates, also when its header lies", async () => {
    const sheet = Buffer.concat([text("<worksheet><sheetData>"), spaces]);
    const bomb = xlsx({ sheets: [{ name: "a", xml: sheet }] });
    const limits = { inflatedBytesMax: 1024 * 1024 };
    expect(await reasonOf(bomb, limits)).toBe("inflates_too_much");
    const lying = withClaimedSize(bomb, { from: 1_000_000, size: 100 });
    expect(await reasonOf(lying, limits)).toBe("inflates_too_much");
  });

  test("a part that packs a thousandfold is a bomb before it reaches the limit", async () => {
    const sheet = Buffer.concat([text("<worksheet><sheetData>"), spaces]);
    const bomb = xlsx({ sheets: [{ name: "a", xml: sheet }] });
    expect(await reasonOf(bomb, { inflateRatioFromBytes: 1024 * 1024 })).toBe("inflates_too_much");
  });

  test("shared strings and small parts have their own limits", async () => {
    const strings = Buffer.concat([
      text("<sst><si><t>"),
      Buffer.alloc(1_000_000, "a"),
      text("</t></si></sst>"),
    ]);
    const sheet = { name: "a", xml: sheetXml('<row><c t="s"><v>0</v></c></row>') };
    const limits = { sharedTextBytesMax: 100_000 };
    expect(await reasonOf(xlsx({ sheets: [sheet], strings }), limits)).toBe("inflates_too_much");
    const parts = { "xl/styles.xml": Buffer.alloc(100_000, " ") };
    const small = { partBytesMax: 50_000 };
    expect(await reasonOf(xlsx({ sheets: [SHEET], parts }), small)).toBe("inflates_too_much");
  });

  test("document types are refused in every part: no entities, no outside references", async () => {
    const dtd = '<!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
    const xml = `<?xml version="1.0"?>${dtd}<worksheet><sheetData>${ROW}</sheetData></worksheet>`;
    expect(await reasonOf(xlsx({ sheets: [{ name: "a", xml }] }))).toBe("unsafe_xml");
    const strings = text(`<?xml version="1.0"?>${dtd}<sst><si><t>&b;</t></si></sst>`);
    expect(await reasonOf(xlsx({ sheets: [SHEET], strings }))).toBe("unsafe_xml");
    const parts = { "xl/styles.xml": `${dtd}<styleSheet xmlns="${MAIN_NS}"/>` };
    expect(await reasonOf(xlsx({ sheets: [SHEET], parts }))).toBe("unsafe_xml");
    const utf16 = Buffer.from(`\ufeff${xml}`, "utf16le");
    expect(await reasonOf(xlsx({ sheets: [{ name: "a", xml: utf16 }] }))).toBe("unsafe_xml");
  });

  test.each(["../../etc/passwd", "/etc/passwd", "C:/x", "xl/../../x"])("name %s", async (name) => {
    expect(await reasonOf(xlsx({ sheets: [SHEET], parts: { [name]: "x" } }))).toBe(
      "unsafe_archive",
    );
  });

  test("two parts of one name", async () => {
    const parts = { "XL/Workbook.xml": "x" };
    expect(await reasonOf(xlsx({ sheets: [SHEET], parts }))).toBe("unsafe_archive");
  });

  test("a relation cannot lead out of the archive", async () => {
    const parts = {
      "xl/_rels/workbook.xml.rels": relations([["rId1", "worksheet", "../../../../etc/passwd"]]),
    };
    expect(await reasonOf(xlsx({ sheets: [SHEET], parts }))).toBe("missing_part");
  });

  test("too many columns, with the row; empty formatted ones do not count", async () => {
    const sheet = (row: string) => xlsx({ sheets: [{ name: "a", xml: sheetXml(row) }] });
    const filled = '<row r="7"><c r="ALM7"><v>1</v></c></row>';
    await expect(readBytes(sheet(filled))).rejects.toMatchObject({
      code: "workbook.too_many_columns",
      params: { row: 7, limit: 1000 },
    });
    expect(await reasonOf(sheet('<row r="7"><c r="XFD7" s="1"/></row>'))).toBe("none");
  });

  test("a row larger than memory should hold", async () => {
    const sheet = {
      name: "a",
      xml: sheetXml(`<row><c t="str"><v>${"x".repeat(600_000)}</v></c></row>`),
    };
    expect(await reasonOf(xlsx({ sheets: [sheet] }), { rowBytesMax: 300_000 })).toBe(
      "row_too_large",
    );
  });

  test("more sheets than anybody needs", async () => {
    const sheets = Array.from({ length: 3 }, () => SHEET);
    expect(await reasonOf(xlsx({ sheets }), { sheetsMax: 2 })).toBe("too_many_sheets");
  });

  test("a file over the limit is refused by its size, with both numbers", async () => {
    const folder = await mkdtemp(join(tmpdir(), "workbook-"));
    const path = join(folder, "velky.csv");
    await writeFile(path, Buffer.alloc(3 * 1024 * 1024, "a;b\n"));
    const limits = { fileBytesMax: 2 * 1024 * 1024 };
    await expect(openWorkbook({ path }, { fileName: "velky.csv", limits })).rejects.toMatchObject({
      code: "workbook.file_too_large",
      params: { sizeMb: 3, limitMb: 2 },
    });
    await rm(folder, { recursive: true });
  });

  test("a sheet that is not there", async () => {
    const workbook = await openWorkbook({ bytes: GOOD }, { fileName: "a.xlsx" });
    expect(() => workbook.rows(3)).toThrowError("workbook.missing_sheet");
    await workbook.close();
  });
});

describe("a million empty rows", () => {
  const million = 1_000_000;
  const last = '<row r="1048576"><c r="B1048576"><v>2</v></c></row>';

  test.each([
    ["bare", "<row/>"],
    ["with attributes", '<row spans="1:5" ht="15" customHeight="1"/>'],
    ["formatted", '<row spans="1:2"><c s="1"/><c s="1"/></row>'],
  ])("%s: skipped and counted", async (_name, row) => {
    const empty = Buffer.alloc(million * row.length, row).toString("latin1");
    const sheet = { name: "a", xml: Buffer.from(sheetXml(`${ROW}${empty}${last}`)) };
    const read = await readBytes(xlsx({ sheets: [sheet], level: 0 }));
    expect(read.rows).toEqual([[1], [null, 2]]);
    expect(read.rowNumbers).toEqual([1, 1_048_576]);
    expect(read.emptyRows).toBe(million);
  });
});

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { Cell } from "../cells";
import { openWorkbook } from "../open-workbook";
import { sheetXml, xlsx } from "../testing/fixtures";
import { readBytes, readSheet } from "../testing/read";
import { annotateWorkbook, type RowReason } from "./annotate-workbook";
import type { WriteColumn, WriteValue } from "./columns";
import { createWorkbookWriter, type WriteFormat } from "./workbook-writer";
import { sheetName } from "./xlsx-package";
import { createXlsxWriter } from "./xlsx-writer";

const COLUMNS: WriteColumn[] = [
  { header: "RefNo", type: "text" },
  { header: "IČO", type: "text" },
  { header: "Dluh", type: "money" },
  { header: "Splatnost", type: "day" },
  { header: "Zapsáno", type: "time" },
  { header: "Počet", type: "number" },
  { header: "Uzavřen", type: "flag" },
];
const ROW: WriteValue[] = [
  "12/2026",
  "00177041",
  -123_450,
  "2026-01-31",
  new Date("2026-07-01T12:30:00Z"),
  2.5,
  true,
];

/** Collects what is written; `slow` waits before it takes more, as a network would. */
function memory(slow = false): { stream: Writable; bytes: () => Buffer } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    highWaterMark: slow ? 100 : 65_536,
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      if (slow) setImmediate(done);
      else done();
    },
  });
  return { stream, bytes: () => Buffer.concat(chunks) };
}

async function written(format: WriteFormat, columns: WriteColumn[], rows: WriteValue[][]) {
  const { stream, bytes } = memory();
  const writer = createWorkbookWriter({ stream }, format);
  const sheet = await writer.addSheet({ name: "Případy", columns });
  await sheet.writeRows(rows);
  await writer.close();
  return bytes();
}

const partOf = (bytes: Uint8Array, name: string) =>
  new TextDecoder().decode(unzipSync(bytes)[name]);

describe("xlsx", () => {
  test("every type comes back as it was meant: text as text, numbers, days, times", async () => {
    const { rows } = await readBytes(await written("xlsx", COLUMNS, [ROW, [null, undefined, ""]]));
    expect(rows).toEqual([
      COLUMNS.map(({ header }) => header),
      // 14:30 on the Prague clock of a summer day.
      ["12/2026", "00177041", -1234.5, { date: 46053 }, { date: 46204 + 14.5 / 24 }, 2.5, true],
    ]);
  });

  test("nothing a person wrote becomes a formula", async () => {
    const texts = ['=HYPERLINK("http://x";"y")', "+420 777 123 456", "-1+1", "@SUM(A1)", "\t=1"];
    const bytes = await written(
      "xlsx",
      texts.map((header) => ({ header, type: "text" as const })),
      [texts],
    );
    expect((await readBytes(bytes)).rows).toEqual([texts, texts]);
    expect(partOf(bytes, "xl/worksheets/sheet1.xml")).not.toContain("<f");
  });

  test("awkward texts survive: entities, controls, escapes, spaces, emoji, length", async () => {
    const long = "x".repeat(40_000);
    const texts = ["a<b>&\"'", "řádek\r\ndruhý", "_x000D_", " mezery ", "😀\u0001\u000b", long];
    const { rows } = await readBytes(
      await written(
        "xlsx",
        texts.map(() => ({ header: "h", type: "text" as const })),
        [texts],
      ),
    );
    expect(rows[1]).toEqual([...texts.slice(0, -1), `${"x".repeat(32_766)}…`]);
  });

  test("the header is frozen, bold, filtered; columns have widths", async () => {
    const bytes = await written("xlsx", COLUMNS, [ROW, ROW]);
    const xml = partOf(bytes, "xl/worksheets/sheet1.xml");
    expect(xml).toContain(
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    );
    expect(xml).toContain('<autoFilter ref="A1:G3"/>');
    expect(xml.match(/<col [^>]*customWidth="1"/g)).toHaveLength(7);
  });

  test("several sheets, their names made acceptable and different", async () => {
    const { stream, bytes } = memory();
    const writer = createWorkbookWriter({ stream }, "xlsx");
    for (const name of ["Případy [1/2026]", "PŘÍPADY  1 2026 ", ""]) {
      const sheet = await writer.addSheet({ name, columns: COLUMNS });
      await sheet.writeRows([ROW]);
    }
    await writer.close();
    const workbook = await openWorkbook({ bytes: bytes() }, { fileName: "a.xlsx" });
    expect(workbook.sheets.map(({ name }) => name)).toEqual([
      "Případy  1 2026",
      "PŘÍPADY  1 2026 (2)",
      "List",
    ]);
    expect((await readSheet(workbook, 2)).rows).toHaveLength(2);
    await workbook.close();
    expect(sheetName("x".repeat(40), ["x".repeat(31)])).toBe(`${"x".repeat(27)} (2)`);
  });

  test("rows beyond the last one of Excel continue on a further sheet", async () => {
    const { stream, bytes } = memory();
    const writer = createXlsxWriter({ stream }, 3);
    const sheet = await writer.addSheet({ name: "a", columns: [{ header: "n", type: "number" }] });
    await sheet.writeRows([[1], [2], [3], [4], [5]]);
    await writer.close();
    const workbook = await openWorkbook({ bytes: bytes() }, { fileName: "a.xlsx" });
    const sheets: Cell[][][] = [];
    for (const { index } of workbook.sheets) sheets.push((await readSheet(workbook, index)).rows);
    expect(sheets).toEqual([
      [["n"], [1], [2]],
      [["n"], [3], [4]],
      [["n"], [5]],
    ]);
    await workbook.close();
  });

  test("a workbook without sheets or rows is still a workbook", async () => {
    const { stream, bytes } = memory();
    await createWorkbookWriter({ stream }, "xlsx").close();
    expect((await readBytes(bytes())).rows).toEqual([]);
    expect((await readBytes(await written("xlsx", COLUMNS, []))).rows).toHaveLength(1);
  });

  test("a slow reader holds the writer back, a broken one stops it", async () => {
    const slow = memory(true);
    const writer = createWorkbookWriter({ stream: slow.stream }, "xlsx");
    const sheet = await writer.addSheet({ name: "a", columns: COLUMNS });
    await sheet.writeRows(Array.from({ length: 3000 }, () => ROW));
    await writer.close();
    expect((await readBytes(slow.bytes())).rows).toHaveLength(3001);

    const broken = new Writable({
      write: (_chunk, _encoding, done) => done(new Error("plný disk")),
    });
    const failing = createWorkbookWriter({ stream: broken }, "xlsx");
    const write = async () => {
      const to = await failing.addSheet({ name: "a", columns: COLUMNS });
      for (let k = 0; k < 20; k += 1) await to.writeRows(Array.from({ length: 1000 }, () => ROW));
      await failing.close();
    };
    await expect(write()).rejects.toThrowError("plný disk");
  });
});

describe("csv", () => {
  test("semicolons, byte order mark, decimal commas, ISO days, Prague times", async () => {
    const text = (await written("csv", COLUMNS, [ROW])).toString();
    expect(text).toBe(
      "\ufeffRefNo;IČO;Dluh;Splatnost;Zapsáno;Počet;Uzavřen\r\n" +
        "12/2026;00177041;-1234,50;2026-01-31;2026-07-01 14:30;2,5;TRUE\r\n",
    );
  });

  test("text that looks like a formula is made safe, a negative amount is not touched", async () => {
    const columns: WriteColumn[] = [
      { header: "a", type: "text" },
      { header: "b", type: "money" },
    ];
    const rows = ["=1+1", "+420777", "-x", "@y", "\tz", "a;b", 'u"v', " w"].map((text) => [
      text,
      -5,
    ]);
    const bytes = await written("csv", columns, rows);
    const lines = bytes.toString().split("\r\n").slice(1, -1);
    expect(lines).toEqual([
      "'=1+1;-0,05",
      "'+420777;-0,05",
      "'-x;-0,05",
      "'@y;-0,05",
      "'\tz;-0,05",
      '"a;b";-0,05',
      '"u""v";-0,05',
      '" w";-0,05',
    ]);
    // Our own reader gives the texts back as they were.
    const read = await readBytes(bytes, { fileName: "a.csv" });
    expect(read.rows.slice(1).map((row) => row[0])).toEqual(rows.map((row) => row[0]));
  });
});

describe("annotated copy", () => {
  const formats = ["d. m. yyyy"];
  const rows =
    '<row r="1"><c t="inlineStr"><is><t>Soupis</t></is></c></row>' +
    '<row r="3"><c t="inlineStr"><is><t>RefNo</t></is></c><c t="inlineStr"><is><t>Datum</t></is></c></row>' +
    '<row r="4"><c t="inlineStr"><is><t>007</t></is></c><c s="1"><v>46053</v></c></row>' +
    '<row r="6"><c><v>8</v></c><c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c></row>' +
    '<row r="7"><c><v>9</v></c></row>';
  const source = () => xlsx({ sheets: [{ name: "Dlužníci", xml: sheetXml(rows) }], formats });
  const reasons = new Map<number, RowReason>([
    [6, { tone: "error", text: "Datum: chyba vzorce #N/A" }],
    [7, { tone: "warning", text: "=neúplné" }],
  ]);

  async function annotate(isFlaggedOnly: boolean) {
    const workbook = await openWorkbook({ bytes: source() }, { fileName: "a.xlsx" });
    const folder = await mkdtemp(join(tmpdir(), "workbook-"));
    const path = join(folder, "opravit.xlsx");
    await annotateWorkbook({
      workbook,
      target: { path },
      sheetIndex: 0,
      headerRow: 3,
      reasonHeader: "Důvod",
      reasonsOf: async (numbers) =>
        new Map([...reasons].filter(([rowNumber]) => numbers.includes(rowNumber))),
      isFlaggedOnly,
    });
    await workbook.close();
    const bytes = await readFile(path);
    await rm(folder, { recursive: true });
    return bytes;
  }

  test("all rows keep values, types and numbers; reasons stand behind the widest", async () => {
    const bytes = await annotate(false);
    const { rows: read, rowNumbers } = await readBytes(bytes);
    expect(rowNumbers).toEqual([1, 3, 4, 6, 7]);
    expect(read).toEqual([
      ["Soupis"],
      ["RefNo", "Datum", null, "Důvod"],
      ["007", { date: 46053 }],
      [8, { error: "#N/A" }, true, "Datum: chyba vzorce #N/A"],
      [9, null, null, "=neúplné"],
    ]);
    const xml = partOf(bytes, "xl/worksheets/sheet1.xml");
    expect(xml).toContain('<pane ySplit="3"');
    expect(xml).toContain('<autoFilter ref="A3:D7"/>');
    // The whole row is coloured, empty cells too.
    const styles = (row: number) => [
      ...xml.matchAll(new RegExp(`r="[A-D]${row}" s="(\\d+)"`, "g")),
    ];
    expect(styles(7)).toHaveLength(4);
    expect(styles(7).every((match) => Number(match[1]) >= 12)).toBe(true);
    expect(styles(4).every((match) => Number(match[1]) < 6)).toBe(true);
  });

  test("only the rows to be repaired, under their header", async () => {
    const { rows: read } = await readBytes(await annotate(true));
    expect(read.map((row) => row[0])).toEqual(["Soupis", "RefNo", 8, 9]);
  });
});

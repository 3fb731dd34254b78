import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Cell, NOT_COMPUTED } from "../cells";
import { DEFAULT_LIMITS } from "../limits";
import { openWorkbook } from "../open-workbook";
import { MAIN_NS, relations, sheetXml, xlsx } from "../testing/fixtures";
import { readBytes, readSheet } from "../testing/read";
import { scanChunks } from "./open-xlsx";
import { SharedStrings } from "./shared-strings";
import { SheetScanner } from "./sheet-scanner";

async function cells(rows: string, rest: Parameters<typeof xlsx>[0] = {}): Promise<Cell[][]> {
  const sheets = [{ name: "List1", xml: sheetXml(rows) }];
  return (await readBytes(xlsx({ sheets, ...rest }))).rows;
}

describe("values", () => {
  test("numbers are exact, whatever way they are written", async () => {
    const texts = ["0", "-1.5", "1234.56", "0.1", "1E-3", "1.7976931348623157E308", "-0"];
    const long = ["1234.5600000000001", "9007199254740993", "12345678901234567890", " 42 "];
    const row = [...texts, ...long].map((text) => `<c><v>${text}</v></c>`).join("");
    const read = (await cells(`<row>${row}</row>`))[0] ?? [];
    expect(read).toEqual(
      [...texts, ...long].map((text) => (Number(text) === 0 ? 0 : Number(text))),
    );
    expect(Object.is(read[6], 0)).toBe(true);
  });

  test("booleans, errors and formulas with their results", async () => {
    const row =
      '<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c>' +
      '<c><f>A1+1</f><v>5</v></c><c t="str"><f>"x"&amp;"y"</f><v>x&amp;y</v></c>' +
      '<c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="str"><f>""</f><v></v></c>';
    expect(await cells(`<row>${row}</row>`)).toEqual([
      [true, false, { error: "#N/A" }, 5, "x&y", { error: "#DIV/0!" }],
    ]);
  });

  test("a formula without a result is not an empty cell", async () => {
    const row = "<c><f>A2*2</f><v></v></c><c><v>7</v></c><c><f>A2*2</f></c><c><f>A1</f><v/></c>";
    const uncomputed = { error: NOT_COMPUTED };
    expect(await cells(`<row>${row}</row>`)).toEqual([[uncomputed, 7, uncomputed, uncomputed]]);
  });

  test("shared strings: rich text joined, phonetic runs left out, spaces as declared", async () => {
    const strings =
      "<si><t>Dlužník</t></si>" +
      '<si><r><rPr><b/></rPr><t>Jan </t></r><r><t xml:space="preserve"> Novák</t></r></si>' +
      '<si><t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh><phoneticPr fontId="1"/></si>' +
      '<si><t xml:space="preserve">  odsazeno </t></si><si><t>  oříznuto </t></si><si/><si><t/></si>';
    const row = [0, 1, 2, 3, 4, 5, 6].map((at) => `<c t="s"><v>${at}</v></c>`).join("");
    expect(await cells(`<row>${row}<c><v>1</v></c></row>`, { strings })).toEqual([
      ["Dlužník", "Jan Novák", "東京", "  odsazeno ", "oříznuto", null, null, 1],
    ]);
  });

  test("inline strings, entities, escapes of Excel, CDATA", async () => {
    const texts: [string, string][] = [
      ["A &amp; B &lt;c&gt; &quot;q&quot; &apos;", 'A & B <c> "q" \''],
      ["&#381;luť &#x10D;aj &#x1F600;", "Žluť čaj 😀"],
      ["řádek_x000D_&#10;druhý", "řádek\r\ndruhý"],
      ["_x005F_x000D_ a _xyz_", "_x000D_ a _xyz_"],
      ["<![CDATA[a < b &amp; c]]>", "a < b &amp; c"],
      ["a<!-- nic -->b", "ab"],
      ["&neznama; &amp;lt;", "&neznama; &lt;"],
      ["dva\r\nřádky", "dva\nřádky"],
      ["nula&#0;_x0000_", "nula"],
    ];
    const row = texts.map(([raw]) => `<c t="inlineStr"><is><t>${raw}</t></is></c>`).join("");
    expect(await cells(`<row>${row}</row>`)).toEqual([texts.map(([, text]) => text)]);
  });

  test("empty inline strings and empty values leave no cell", async () => {
    const row = '<c t="inlineStr"><is><t></t></is></c><c t="str"><v/></c><c s="1"/><c><v></v></c>';
    const read = await readBytes(
      xlsx({ sheets: [{ name: "a", xml: sheetXml(`<row>${row}</row>`) }] }),
    );
    expect(read.rows).toEqual([]);
    expect(read.emptyRows).toBe(1);
  });
});

describe("dates", () => {
  const formats = [
    "d\\.\\ m\\.\\ yyyy",
    "[$-405]d. mmmm yyyy",
    '#,##0.00\\ "Kč"',
    '0" dní"',
    "[h]:mm",
    "dd.mm.rrrr",
    "[Red]General",
    "0.00E+00",
  ];

  test("the number format tells a date from a number", async () => {
    const row = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((s) => `<c s="${s}"><v>46053</v></c>`).join("");
    const date = { date: 46053 };
    expect(await cells(`<row>${row}</row>`, { formats })).toEqual([
      [46053, date, date, 46053, 46053, date, date, 46053, 46053],
    ]);
  });

  test("the built-in formats 14 to 22 are dates, also without a table of formats", async () => {
    const styles = `<styleSheet xmlns="${MAIN_NS}"><cellXfs count="2"><xf numFmtId="14"/><xf numFmtId="4"/></cellXfs></styleSheet>`;
    const row = '<row><c s="0"><v>1</v></c><c s="1"><v>1</v></c></row>';
    expect(await cells(row, { parts: { "xl/styles.xml": styles } })).toEqual([[{ date: 1 }, 1]]);
  });

  test("the date system of 1904 is converted, but plain numbers are left and announced", async () => {
    const sheets = [
      { name: "a", xml: sheetXml('<row><c s="1"><v>44591</v></c><c><v>44591</v></c></row>') },
    ];
    const bytes = xlsx({ sheets, formats, date1904: true });
    const workbook = await openWorkbook({ bytes }, { fileName: "a.xlsx" });
    expect(workbook.date1904).toBe(true);
    expect((await readSheet(workbook)).rows).toEqual([[{ date: 46053 }, 44591]]);
    await workbook.close();
  });

  test("ISO dates of strict workbooks", async () => {
    const row = '<c t="d"><v>2026-01-31</v></c><c t="d"><v>2026-01-31T12:00:00Z</v></c>';
    expect(await cells(`<row>${row}</row>`)).toEqual([[{ date: 46053 }, { date: 46053.5 }]]);
  });
});

describe("layout", () => {
  test("gaps, missing references and rows without numbers", async () => {
    const rows =
      '<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c><c r="F2"><v>3</v></c></row>' +
      '<row><c><v>4</v></c></row><row r="9" hidden="1"><c r="AA9"><v>5</v></c></row>';
    const bytes = xlsx({ sheets: [{ name: "a", xml: sheetXml(rows) }] });
    const { rows: read, rowNumbers } = await readBytes(bytes);
    expect(rowNumbers).toEqual([2, 3, 9]);
    expect(read[0]).toEqual([null, 1, 2, null, null, 3]);
    expect(read[2]).toHaveLength(27);
  });

  test("prefixed names, single quotes, odd spaces, comments, strict namespaces", async () => {
    const xml =
      '<?xml version="1.0"?><!-- <sheetData> --><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main">' +
      "<x:dimension ref='A1:XFD1048576'/><x:sheetData >\n<x:row r = '4' >\n <x:c  r='A4'\n t='inlineStr' ><x:is><x:r><x:t>a</x:t></x:r></x:is></x:c>" +
      "<x:c r='C4'><x:v>1</x:v></x:c><!-- x --></x:row></x:sheetData></x:worksheet>";
    const { rows, rowNumbers } = await readBytes(xlsx({ sheets: [{ name: "a", xml }] }));
    expect(rows).toEqual([["a", null, 1]]);
    expect(rowNumbers).toEqual([4]);
  });

  test("UTF-16 and declared single-byte encodings", async () => {
    const text = sheetXml('<row><c t="inlineStr"><is><t>Žižkov €</t></is></c></row>');
    const little = Buffer.from(`\ufeff${text}`, "utf16le");
    const big = Buffer.from(little).swap16();
    const declared = text.replace("UTF-8", "windows-1250").replace("Žižkov €", "\x8ei\x9ekov \x80");
    for (const xml of [
      little,
      big,
      Buffer.from(`\ufeff${text}`),
      Buffer.from(declared, "latin1"),
    ]) {
      expect((await readBytes(xlsx({ sheets: [{ name: "a", xml }] }))).rows).toEqual([
        ["Žižkov €"],
      ]);
    }
  });

  test("sheets: hidden ones flagged, chart sheets left out, names decoded", async () => {
    const sheet = (name: string, state?: string) => ({
      name,
      xml: sheetXml(`<row><c><v>${name.length}</v></c></row>`),
      ...(state === undefined ? {} : { state }),
    });
    const bytes = xlsx({
      sheets: [sheet("A &amp; B"), sheet("skryt\u00fd", "hidden"), sheet("c", "veryHidden")],
      parts: {
        "xl/_rels/workbook.xml.rels": relations([
          ["rId1", "worksheet", "worksheets/sheet1.xml"],
          ["rId2", "worksheet", "/xl/worksheets/../worksheets/sheet2.xml"],
          ["rId3", "chartsheet", "worksheets/sheet3.xml"],
        ]),
      },
    });
    const workbook = await openWorkbook({ bytes }, { fileName: "a.xlsx" });
    expect(workbook.sheets).toEqual([
      { index: 0, name: "A & B", isHidden: false, estimatedRows: 1 },
      { index: 1, name: "skrytý", isHidden: true, estimatedRows: 1 },
    ]);
    expect((await readSheet(workbook, 1)).rows).toEqual([[6]]);
    await workbook.close();
  });

  test("merged cells of the header are reported, those below are not", async () => {
    const behind =
      '<mergeCells count="3"><mergeCell ref="A1:C1"/><mergeCell ref="B2:B3"/><mergeCell ref="A90:B90"/></mergeCells>';
    const rows =
      '<row><c t="inlineStr"><is><t>mergeCells &lt;mergeCell ref="Z1:Z9"/></t></is></c></row>';
    const bytes = xlsx({ sheets: [{ name: "a", xml: sheetXml(rows, behind) }] });
    const workbook = await openWorkbook({ bytes }, { fileName: "a.xlsx" });
    expect(await workbook.merges(0, 10)).toEqual([
      { rowNumber: 1, rows: 1, column: 0, columns: 3 },
      { rowNumber: 2, rows: 2, column: 1, columns: 1 },
    ]);
    await workbook.close();
  });

  test("reading from a row on, in batches, with progress to 1", async () => {
    const row = (n: number) => `<row r="${n}"><c t="inlineStr"><is><t>ř${n}</t></is></c></row>`;
    const rows = Array.from({ length: 25 }, (_, index) => row(index + 1)).join("");
    const bytes = xlsx({ sheets: [{ name: "a", xml: sheetXml(rows) }] });
    const options = { fileName: "a.xlsx", limits: { batchRows: 10 } };
    const workbook = await openWorkbook({ bytes }, options);
    const read = await readSheet(workbook, 0, 4);
    expect(read.batches.map((batch) => batch.rows.length)).toEqual([10, 10, 2]);
    expect(read.rows[0]).toEqual(["ř4"]);
    expect(read.rows[21]).toEqual(["ř25"]);
    expect(read.batches.at(-1)?.progress).toBe(1);
    expect((await readSheet(workbook)).rows).toHaveLength(25);
    await workbook.close();
  });
});

describe("giving up", () => {
  test("readers may stop anywhere and the file be closed at once", async () => {
    const row = (n: number) => `<row r="${n}"><c><v>${(n * 7919) % 100_003}</v></c></row>`;
    const rows = Array.from({ length: 60_000 }, (_, index) => row(index + 1)).join("");
    const folder = await mkdtemp(join(tmpdir(), "workbook-"));
    const path = join(folder, "a.xlsx");
    await writeFile(path, xlsx({ sheets: [{ name: "a", xml: sheetXml(rows) }] }));
    for (let stop = 0; stop < 40; stop += 1) {
      const workbook = await openWorkbook({ path }, { fileName: "a.xlsx" });
      let batches = 0;
      for await (const _batch of workbook.rows(0)) {
        batches += 1;
        if (batches > stop % 8) break;
      }
      await workbook.close();
    }
    // Reading on after the close is an error of the reader, not of the process.
    const workbook = await openWorkbook({ path }, { fileName: "a.xlsx" });
    const reading = workbook.rows(0)[Symbol.asyncIterator]();
    await reading.next();
    await workbook.close();
    const readOn = async () => {
      for (let k = 0; k < 100; k += 1) if ((await reading.next()).done) return;
    };
    await expect(readOn()).rejects.toMatchObject({ code: "workbook.damaged" });
    await rm(folder, { recursive: true });
  });
});

describe("chunks", () => {
  const rows =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" s="1"><v>12.5</v></c></row><row r="2"/>' +
    '<row r="3"><c t="inlineStr"><is><r><t>Žluťoučký &amp; <![CDATA[<kůň>]]></t></r><rPh><t>x</t></rPh></is></c>' +
    '<c t="str"><f>A1</f><v>ď</v></c><c><f>B1</f></c><c t="b"><v>1</v></c></row>';

  async function* cut(text: string, size: number) {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }

  async function scan(size: number) {
    const sst = `<sst xmlns="${MAIN_NS}"><si><r><t>pří</t></r><r><t>pad</t></r></si><si><t>b</t></si></sst>`;
    const strings = await SharedStrings.read(cut(sst, size), DEFAULT_LIMITS);
    const scanner = new SheetScanner(
      { strings, isDateStyle: Uint8Array.of(0, 1), date1904: false },
      { batchRows: 1, columnsMax: 10, fromRow: 1 },
    );
    const read: Cell[][] = [];
    for await (const batch of scanChunks(scanner, cut(sheetXml(rows), size), 10_000)) {
      read.push(...batch.rows);
    }
    return { read, emptyRows: scanner.emptyRows, isComplete: scanner.isComplete };
  }

  test("any cut of the bytes gives the same rows", async () => {
    const whole = await scan(1_000_000);
    expect(whole).toEqual({
      read: [
        ["případ", null, { date: 12.5 }],
        ["Žluťoučký & <kůň>", "ď", { error: NOT_COMPUTED }, true],
      ],
      emptyRows: 1,
      isComplete: true,
    });
    for (const size of [1, 2, 3, 5, 7, 11, 16, 33, 64, 100, 250]) {
      expect(await scan(size), `chunks of ${size} bytes`).toEqual(whole);
    }
  });

  test("more shared strings than stay decoded: every text is still right", async () => {
    // Three pages, the last one ending inside a block.
    const count = 70_001;
    async function* sst() {
      yield Buffer.from("<sst>");
      const items = Array.from({ length: count }, (_, i) => `<si><t>č${i}</t></si>`);
      yield Buffer.from(items.join(""));
      yield Buffer.from("</sst>");
    }
    const limits = { ...DEFAULT_LIMITS, decodedStringsMax: 2_000 };
    const strings = await SharedStrings.read(sst(), limits);
    expect(strings.count).toBe(count);
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < count; i += 97) expect(strings.get(i)).toBe(`č${i}`);
    }
    expect(strings.get(0)).toBe("č0");
    expect(() => strings.get(count)).toThrowError("workbook.damaged");
  });
});

import { describe, expect, test } from "vitest";
import type { Cell } from "../cells";
import { openWorkbook } from "../open-workbook";
import { readBytes } from "../testing/read";
import { CsvScanner } from "./csv-scanner";
import { detectDelimiter } from "./delimiter";

const CHUNK_BYTES = 256 * 1024;

async function rows(content: string | Uint8Array): Promise<Cell[][]> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return (await readBytes(bytes, { fileName: "dluznici.csv" })).rows;
}

describe("encoding", () => {
  const table = "RefNo;Jméno\n1/2026;Žofie Šťastná";
  const expected = [
    ["RefNo", "Jméno"],
    ["1/2026", "Žofie Šťastná"],
  ];
  const windows1250 = Buffer.from("RefNo;Jm\xe9no\n1/2026;\x8eofie \x8a\x9dastn\xe1", "latin1");

  test.each([
    ["UTF-8", Buffer.from(table)],
    ["UTF-8 with BOM", Buffer.from(`\ufeff${table}`)],
    ["UTF-16 LE", Buffer.from(`\ufeff${table}`, "utf16le")],
    ["UTF-16 BE", Buffer.from(`\ufeff${table}`, "utf16le").swap16()],
    ["windows-1250", windows1250],
  ])("%s", async (_name, bytes) => {
    expect(await rows(bytes)).toEqual(expected);
  });

  test("the first accent may stand at the very end of a large file", async () => {
    const start = Buffer.alloc(CHUNK_BYTES * 2, "a;b\n");
    const late = await rows(Buffer.concat([start, Buffer.from("\x9e;c\n", "latin1")]));
    expect(late.at(-1)).toEqual(["ž", "c"]);
    const utf8 = await rows(Buffer.concat([start, Buffer.from("ž;c\n")]));
    expect(utf8.at(-1)).toEqual(["ž", "c"]);
  });

  test("a character cut by the end of a chunk is whole again", async () => {
    for (const shift of [0, 1, 2, 3]) {
      const text = `a;${"x".repeat(CHUNK_BYTES - 5 + shift)}ž€😀;b\nc;d;e`;
      expect((await rows(text))[0]?.[1]?.toString().slice(-4)).toBe("ž€😀");
    }
  });
});

describe("delimiter", () => {
  test.each([
    [";", "RefNo;VS;Částka\n1;10;1 234,50\n2;11;99,00\n"],
    [",", "RefNo,VS,Amount\n1,10,1234.50\n2,11,99.00\n"],
    ["\t", "RefNo\tVS\tČástka, Kč\n1\t10\t1,5\n"],
    ["|", "RefNo|VS\n1|10\n2|11\n"],
    // One comma in every row and yet a semicolon file.
    [";", "RefNo;Částka\n1;1,50\n2;2,50\n3;3,50\n"],
    // Quotes hide the commas.
    [";", 'RefNo;Adresa\n1;"Dlouhá 1, Praha, CZ"\n2;"Krátká 2, Brno, CZ"\n'],
    [";", "Soupis pohledávek, leden\n\nRefNo;VS;Částka\n1;10;5\n2;11;6\n"],
    [";", "RefNo\n1\n2\n"],
  ])("%j", (delimiter, sample) => {
    expect(detectDelimiter(sample, true).delimiter).toBe(delimiter);
  });

  test("the line sep= is obeyed and is no row", async () => {
    const read = await readBytes(Buffer.from("sep=|\r\nRefNo|VS\r\n1|2;3\r\n"), {});
    expect(read.rows).toEqual([
      ["RefNo", "VS"],
      ["1", "2;3"],
    ]);
    expect(read.rowNumbers).toEqual([1, 2]);
  });
});

describe("records", () => {
  test("quotes, line breaks in quotes, doubled quotes, text behind quotes", async () => {
    const text = 'a;"b;1";"řádek\r\ndruhý";"uvoz ""x"" ovky"\r\n"q"w;nor"mal;"";\n';
    expect(await rows(text)).toEqual([
      ["a", "b;1", "řádek\r\ndruhý", 'uvoz "x" ovky'],
      ["qw", 'nor"mal'],
    ]);
  });

  test("any line end, blank lines keep their numbers, the last line may be open", async () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const text = ["a;b", "", ";;", "c;d", "e;f"].join(end);
      const read = await readBytes(Buffer.from(text), {});
      expect(read.rows, JSON.stringify(end)).toEqual([
        ["a", "b"],
        ["c", "d"],
        ["e", "f"],
      ]);
      expect(read.rowNumbers).toEqual([1, 4, 5]);
      expect(read.emptyRows).toBe(2);
    }
  });

  test('="00123" is text with its zeros, as its writer wanted', async () => {
    expect(await rows('ICO;x\n="00123456";"=""007"""\n')).toEqual([
      ["ICO", "x"],
      ["00123456", '="007"'],
    ]);
  });

  test("a quote that nobody closed is named with its row", async () => {
    await expect(rows('a;b\nc;"d\ne;f\n')).rejects.toMatchObject({
      code: "workbook.unclosed_quote",
      params: { row: 2 },
    });
    const endless = Buffer.from(`a;b\nc;"d\n${"e;f\n".repeat(100_000)}`);
    const reading = readBytes(endless, { limits: { rowBytesMax: 1000 } });
    await expect(reading).rejects.toMatchObject({ code: "workbook.unclosed_quote" });
  });

  test("too many columns", async () => {
    await expect(rows(`a;b\n${";".repeat(1000)}x`)).rejects.toMatchObject({
      code: "workbook.too_many_columns",
      params: { row: 2, limit: 1000 },
    });
  });

  test("any cut of the text gives the same rows", () => {
    const text = 'a;"b""c";d\r\n\r\n"x\ny";;z\r"";e;\n"last"';
    const scan = (size: number) => {
      const options = { delimiter: ";", batchRows: 1000, columnsMax: 10, fromRow: 1 };
      const scanner = new CsvScanner(options);
      let rest = "";
      for (let at = 0; at < text.length; at += size) {
        rest += text.slice(at, at + size);
        rest = rest.slice(scanner.scan(rest, 0, false));
      }
      scanner.scan(rest, 0, true);
      return { ...scanner.take(), emptyRows: scanner.emptyRows };
    };
    const whole = scan(1000);
    expect(whole.rows).toEqual([["a", 'b"c', "d"], ["x\ny", null, "z"], [null, "e"], ["last"]]);
    expect(whole.rowNumbers).toEqual([1, 3, 4, 5]);
    for (let size = 1; size < text.length; size += 1) expect(scan(size)).toEqual(whole);
  });
});

describe("the workbook of a CSV", () => {
  test("one sheet named as the file, batches, progress, reading from a row", async () => {
    const bytes = Buffer.from("a;b\n".repeat(2500));
    const workbook = await openWorkbook({ bytes }, { fileName: "C:\\data\\Dlužníci 2026.csv" });
    expect(workbook.format).toBe("csv");
    expect(workbook.sheets).toEqual([
      { index: 0, name: "Dlužníci 2026", isHidden: false, estimatedRows: 2500 },
    ]);
    const sizes: number[] = [];
    let progress = 0;
    for await (const batch of workbook.rows(0, { from: 101 })) {
      sizes.push(batch.rows.length);
      progress = batch.progress;
    }
    expect(sizes).toEqual([1000, 1000, 400]);
    expect(progress).toBe(1);
    expect(await workbook.merges(0, 10)).toEqual([]);
    await workbook.close();
  });

  test("text that a program called .xls is read as the text it is", async () => {
    const read = await readBytes(Buffer.from("RefNo\tVS\n1\t2\n"), { fileName: "export.xls" });
    expect(read.rows[1]).toEqual(["1", "2"]);
  });
});

import { SaxesParser } from "saxes";
import yauzl from "yauzl";

/**
 * The rival of the workbook benchmark: the same package read with the fastest well-kept XML parser,
 * streaming, one array per row, shared strings resolved; as one would write it in an afternoon.
 */
export async function readWithSaxes(path: string): Promise<{ rows: number; cells: number }> {
  const parts = await openParts(path);
  const strings = await readStrings(parts);
  const totals = { rows: 0, cells: 0 };
  let row: (string | number | null)[] = [];
  let type = "";
  let column = 0;
  let value: string | null = null;
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => {
    if (name === "row") row = [];
    else if (name === "c") {
      type = attributes.t ?? "";
      column = columnIndex(attributes.r ?? "");
    } else if (name === "v") value = "";
  });
  parser.on("text", (text) => {
    if (value !== null) value += text;
  });
  parser.on("closetag", ({ name }) => {
    if (name === "v" && value !== null) {
      while (row.length < column) row.push(null);
      row[column] = type === "s" ? (strings[Number(value)] ?? "") : Number(value);
      value = null;
    } else if (name === "row") {
      totals.rows += 1;
      totals.cells += row.length;
    }
  });
  for await (const chunk of await parts("xl/worksheets/sheet1.xml")) parser.write(chunk);
  parser.close();
  return totals;
}

type Parts = (name: string) => Promise<AsyncIterable<string>>;

async function openParts(path: string): Promise<Parts> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false });
  const entries = new Map<string, yauzl.Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  return async (name) => {
    const entry = entries.get(name);
    if (entry === undefined) throw new Error(`no part ${name}`);
    return (await zip.openReadStreamPromise(entry)).setEncoding("utf8");
  };
}

async function readStrings(parts: Parts): Promise<string[]> {
  const strings: string[] = [];
  let text: string | null = null;
  const parser = new SaxesParser();
  parser.on("opentag", ({ name }) => {
    if (name === "si") text = "";
  });
  parser.on("text", (part) => {
    if (text !== null) text += part;
  });
  parser.on("closetag", ({ name }) => {
    if (name === "si" && text !== null) strings.push(text);
  });
  for await (const chunk of await parts("xl/sharedStrings.xml")) parser.write(chunk);
  parser.close();
  return strings;
}

function columnIndex(ref: string): number {
  let column = 0;
  for (const char of ref) {
    const letter = char.charCodeAt(0) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

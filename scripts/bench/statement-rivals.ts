import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { parse } from "csv-parse";
import { Parser } from "mt940js";
import { SaxesParser } from "saxes";

/**
 * What else is there for the same files; each answers how many movements it met. None gives what
 * ours gives: saxes tells of tags, csv-parse of fields, and mt940js needs the whole file as a text,
 * has floats for amounts and leaves field 86 as it is.
 */
export const RIVALS: Readonly<Record<string, (path: string) => Promise<number>>> = {
  camt: (path) => saxes(path, "Ntry"),
  "camt, spaced": (path) => saxes(path, "Ntry"),
  finsta: (path) => saxes(path, "FINSTA05"),
  mt940: wholeMessage,
  "csv, plain": csv,
  "csv, quoted": csv,
};

async function saxes(path: string, record: string): Promise<number> {
  let records = 0;
  const parser = new SaxesParser();
  parser.on("opentag", ({ name }) => {
    if (name === record) records += 1;
  });
  for await (const piece of createReadStream(path, { encoding: "utf8" })) parser.write(piece);
  parser.close();
  return records;
}

async function wholeMessage(path: string): Promise<number> {
  const text = (await readFile(path)).toString("latin1");
  const message = text.slice(text.indexOf(":20:")).replace("-}", "-");
  const statements = new Parser().parse(message) as { transactions: unknown[] }[];
  return statements.reduce((sum, { transactions }) => sum + transactions.length, 0);
}

async function csv(path: string): Promise<number> {
  let records = 0;
  const options = { delimiter: ";", relax_column_count: true, relax_quotes: true };
  const parser = createReadStream(path).pipe(parse(options));
  for await (const record of parser) if (record.length > 2) records += 1;
  return records - 1;
}

import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { ByteTarget } from "@/server/connectors/workbook/write/byte-target";
import { ZipWriter } from "@/server/connectors/workbook/write/zip-writer";

/**
 * Writes a workbook of cases as Excel itself would lay it out (shared strings, styles, `spans`), the
 * same bytes for the same arguments, so that readers and imports can be measured again and again.
 *
 *   tsx scripts/bench/make-workbook.ts <file> [rows] [columns]
 */
export type MakeOptions = { path: string; rows: number; columns: number; seed?: number };

const HEADERS = [
  "RefNo",
  "Kategorie",
  "Stav",
  "Vztah",
  "CeleJmeno",
  "RC",
  "Ulice",
  "PSC",
  "Obec",
  "Email",
  "Telefon",
  "Datum smlouvy",
  "Číslo smlouvy",
  "Jistina",
  "Produkt",
  "Pobočka",
  "Datum výpovědi",
  "Sazba",
  "Poznámka",
  "IČO",
];

const FIRST = [
  "Jan",
  "Petr",
  "Jiří",
  "Eva",
  "Jana",
  "Tomáš",
  "Lucie",
  "Kateřina",
  "Ondřej",
  "Věra",
];
const LAST = ["Novák", "Svoboda", "Novotný", "Dvořák", "Černý", "Procházka", "Kučera", "Veselý"];
const TITLES = ["", "", "", "", "Ing. ", "Mgr. ", "MUDr. ", "JUDr. "];
const SYLLABLES = [
  "bar",
  "čer",
  "dol",
  "hra",
  "jav",
  "kov",
  "lip",
  "mor",
  "pod",
  "říč",
  "šum",
  "vel",
];
const STREETS = ["Dlouhá", "Nádražní", "Zahradní", "Školní", "Na Příkopě", "Třída Míru", "Lipová"];
const TOWNS = [
  "Praha 4",
  "Brno",
  "Ostrava",
  "Plzeň",
  "Liberec",
  "České Budějovice",
  "Žďár nad Sázavou",
];
const PRODUCTS = ["Spotřebitelský úvěr", "Energie", "Telefon", "Nájemné", "Faktura"];
const MOBILE = ["601", "602", "605", "721", "724", "733", "774", "777"];
const BRANCHES = ["Praha", "Brno", "Ostrava", "Hradec Králové"];

const DATE_STYLE = 1;
const MONEY_STYLE = 2;

export async function makeWorkbook({ path, rows, columns, seed = 1 }: MakeOptions): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const target = new ByteTarget({ path });
  const zip = new ZipWriter(target);
  const strings = new StringTable();
  for (const [name, text] of PARTS) await zip.part(name, text);
  const sheet = await zip.open("xl/worksheets/sheet1.xml");
  await sheet.write(`${XML}<worksheet ${MAIN}><sheetData>`);
  await sheet.write(rowXml(1, HEADERS.slice(0, columns), strings));
  const random = randomOf(seed);
  let xml = "";
  for (let row = 2; row <= rows + 1; row += 1) {
    xml += rowXml(row, caseRow(row - 1, random).slice(0, columns), strings);
    if (xml.length > 200_000) {
      await sheet.write(xml);
      xml = "";
    }
  }
  await sheet.write(`${xml}</sheetData></worksheet>`);
  await sheet.end();
  await strings.write(zip);
  await zip.close();
  await target.end();
}

type Value = string | number | { number: number; style: number };

/** Twenty cells of one case; names differ, categories and towns repeat, as in life. */
function caseRow(number: number, random: (below: number) => number): Value[] {
  const pick = (from: readonly string[]) => from[random(from.length)] ?? "";
  const first = pick(FIRST);
  const last = `${pick(LAST)}${random(3) === 0 ? "" : `-${pick(SYLLABLES)}${pick(SYLLABLES)}`}`;
  return [
    `${number}/2026`,
    "Inkaso",
    random(4) === 0 ? "Kalendář" : "MimoSoud",
    "Povinný",
    `${pick(TITLES)}${first} ${last}`,
    birthNumber(number, random),
    `${pick(STREETS)} ${1 + random(2000)}/${1 + random(90)}`,
    `${100 + random(690)} ${10 + random(90)}`,
    pick(TOWNS),
    `${first}.${number}@example.cz`
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase(),
    `+420 ${pick(MOBILE)} ${100 + random(900)} ${100 + random(900)}`,
    { number: 44_000 + random(2000), style: DATE_STYLE },
    9_000_000_000 + number * 7 + random(7),
    { number: (100_000 + random(9_000_000)) / 100, style: MONEY_STYLE },
    pick(PRODUCTS),
    pick(BRANCHES),
    { number: 45_000 + random(1200), style: DATE_STYLE },
    random(200) / 10,
    random(5) === 0 ? `Dlužník slíbil úhradu do ${1 + random(28)}. ${1 + random(12)}.` : "",
    random(8) === 0 ? registrationNo(1_000_000 + number) : "",
  ];
}

/** Different for each case, with its check digit: born 1954 to 1998. */
function birthNumber(number: number, random: (below: number) => number): string {
  const year = 54 + (number % 45);
  const month = 1 + (Math.floor(number / 45) % 12) + (random(2) === 0 ? 0 : 50);
  const day = 1 + (Math.floor(number / 540) % 28);
  for (let serial = Math.floor(number / 15_120) * 7; ; serial += 1) {
    const nine =
      [year, month, day].map((part) => String(part).padStart(2, "0")).join("") +
      String(serial).padStart(3, "0");
    const check = Number(nine) % 11;
    if (check < 10) return `${nine.slice(0, 6)}/${nine.slice(6)}${check}`;
  }
}

/** Eight digits of a seven-digit base: weights 8 to 2, modulo 11. */
function registrationNo(base: number): string {
  const digits = String(base).padStart(7, "0");
  let sum = 0;
  for (let i = 0; i < 7; i += 1) sum += Number(digits[i]) * (8 - i);
  return digits + String((11 - (sum % 11)) % 10);
}

function rowXml(row: number, values: Value[], strings: StringTable): string {
  let xml = `<row r="${row}" spans="1:${values.length}" x14ac:dyDescent="0.25">`;
  for (const [column, value] of values.entries()) {
    if (value === "") continue;
    const ref = `${COLUMN_NAMES[column]}${row}`;
    if (typeof value === "number") xml += `<c r="${ref}"><v>${value}</v></c>`;
    else if (typeof value === "string") {
      xml += `<c r="${ref}" t="s"><v>${strings.indexOf(value)}</v></c>`;
    } else xml += `<c r="${ref}" s="${value.style}"><v>${value.number}</v></c>`;
  }
  return `${xml}</row>`;
}

const COLUMN_NAMES = HEADERS.map((_, index) => String.fromCharCode(65 + index));

class StringTable {
  private readonly indexes = new Map<string, number>();

  indexOf(text: string): number {
    const known = this.indexes.get(text);
    if (known !== undefined) return known;
    this.indexes.set(text, this.indexes.size);
    return this.indexes.size - 1;
  }

  async write(zip: ZipWriter): Promise<void> {
    const part = await zip.open("xl/sharedStrings.xml");
    await part.write(`${XML}<sst ${MAIN} uniqueCount="${this.indexes.size}">`);
    let xml = "";
    for (const text of this.indexes.keys()) {
      xml += `<si><t>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</t></si>`;
      if (xml.length > 200_000) {
        await part.write(xml);
        xml = "";
      }
    }
    await part.write(`${xml}</sst>`);
    await part.end();
  }
}

/** Mulberry32: small, fast, and the same on every machine. */
function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"`;
const RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
const PARTS: [string, string][] = [
  [
    "[Content_Types].xml",
    `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`,
  ],
  [
    "_rels/.rels",
    `${XML}<Relationships ${RELS}><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    "xl/workbook.xml",
    `${XML}<workbook ${MAIN}><sheets><sheet name="Případy" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    "xl/_rels/workbook.xml.rels",
    `${XML}<Relationships ${RELS}><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  ],
  [
    "xl/styles.xml",
    `${XML}<styleSheet ${MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="d\\.\\ m\\.\\ yyyy"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  ],
];

const isMain = import.meta.url === pathToFileURL(process.argv[1] ?? "").href;
if (isMain) {
  const [path = "workbook.xlsx", rows = "100000", columns = "20"] = process.argv.slice(2);
  await makeWorkbook({ path, rows: Number(rows), columns: Number(columns) });
  console.log(JSON.stringify({ path, rows: Number(rows), columns: Number(columns) }));
}

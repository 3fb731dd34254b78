import { strToU8, zipSync } from "fflate";

/** How a template marks the place of a value; three programs, three ways, one letter. */
export type Marking = (index: number) => string;

/** Twenty places a letter fills in. */
export const FIELDS = 20;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/**
 * A letter of two pages as Word saves one: 46 paragraphs, a table, revision marks on every run,
 * 150 styles and a theme beside it. Fields stand where `marking` puts them, in runs of their own.
 */
export function letterFiles(marking: Marking): Record<string, string> {
  return {
    "[Content_Types].xml": contentTypes(),
    "_rels/.rels": relations([["officeDocument", "word/document.xml"]]),
    "word/_rels/document.xml.rels": relations([
      ["styles", "styles.xml"],
      ["settings", "settings.xml"],
      ["fontTable", "fontTable.xml"],
      ["theme", "theme/theme1.xml"],
    ]),
    "word/document.xml": documentXml(marking),
    "word/styles.xml": stylesXml(),
    "word/settings.xml": `${XML}<w:settings ${W}><w:zoom w:percent="100"/>${rsids()}</w:settings>`,
    "word/fontTable.xml": `${XML}<w:fonts ${W}>${fonts()}</w:fonts>`,
    "word/theme/theme1.xml": themeXml(),
  };
}

export function pack(files: Record<string, string>): Uint8Array {
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries));
}

/** A run that Word marked with the session it was written in. */
export function run(text: string, properties = ""): string {
  const props = `<w:rPr>${properties}<w:sz w:val="22"/><w:lang w:val="cs-CZ"/></w:rPr>`;
  return `<w:r w:rsidR="00A41B2C" w:rsidRPr="00B77D10">${props}<w:t xml:space="preserve">${text}</w:t></w:r>`;
}

const WORDS =
  `obracíme se na Vás jménem věřitele ve věci úhrady dluhu který přes předchozí výzvy trvá podle
  našich záznamů nebyla uvedená částka ke dni vyhotovení tohoto dopisu připsána účet nebude-li uhrazen
  v uvedené lhůtě bude předána uplatnění soudní cestou takovém případě zvýší o náklady řízení odměnu
  zástupce zákonný úrok z prodlení pokud jste platbu již provedli považujte tento dopis za bezpředmětný
  zašlete nám doklad nemůžete-li zaplatit najednou kontaktujte dohodneme splátkovém kalendáři smlouva
  pohledávka postoupena dlužník ručitel exekuce oznámení doručeno`.split(/\s+/);

/** Words in an order that does not repeat and is the same in every run: repetition packs too well. */
function sentence(number: number): string {
  let seed = number * 7919 + 17;
  const words = Array.from({ length: 12 }, () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return WORDS[(seed >> 8) % WORDS.length] ?? "";
  });
  return `${words.join(" ")}.`;
}

function documentXml(marking: Marking): string {
  const paragraphs: string[] = [];
  let field = 0;
  for (let number = 0; number < 46; number += 1) {
    const runs = [run(`${sentence(number * 2)} `)];
    const second = sentence(number * 2 + 1);
    if (number % 2 === 0 && field < 16) runs.push(marking(field++), run(` ${second}`));
    else runs.push('<w:proofErr w:type="gramStart"/>', run(second));
    if (number === 23) runs.push("<w:r><w:lastRenderedPageBreak/></w:r>");
    paragraphs.push(paragraph(number, runs.join("")));
  }
  const cells = [
    "Jistina",
    marking(16),
    "Úrok",
    marking(17),
    "Poplatek",
    marking(18),
    "Celkem",
    marking(19),
  ];
  const rows = [0, 2, 4, 6].map((at) => {
    const two = [run(cells[at] ?? ""), cells[at + 1] ?? ""].map(
      (cell) =>
        `<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>${paragraph(99, cell)}</w:tc>`,
    );
    return `<w:tr w:rsidR="00A41B2C">${two.join("")}</w:tr>`;
  });
  const table = `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr><w:tblGrid><w:gridCol w:w="4500"/><w:gridCol w:w="4500"/></w:tblGrid>${rows.join("")}</w:tbl>`;
  const section = '<w:sectPr w:rsidR="00A41B2C"><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>';
  const body = `${paragraphs.join("")}${table}${paragraph(100, "")}${section}`;
  return `${XML}<w:document ${W}><w:body>${body}</w:body></w:document>`;
}

function paragraph(number: number, runs: string): string {
  const id = (0x10000000 + number * 7919).toString(16).toUpperCase();
  return (
    `<w:p w:rsidR="${id}" w:rsidRDefault="00C31F0A"><w:pPr><w:spacing w:after="120"/>` +
    `<w:jc w:val="both"/></w:pPr>${runs}</w:p>`
  );
}

function stylesXml(): string {
  const styles = Array.from(
    { length: 150 },
    (_, index) =>
      `<w:style w:type="paragraph" w:styleId="Styl${index}"><w:name w:val="Styl ${index}"/>` +
      `<w:basedOn w:val="Normal"/><w:uiPriority w:val="${index}"/><w:pPr><w:spacing w:after="${index * 3}"/></w:pPr>` +
      `<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="${18 + (index % 20)}"/></w:rPr></w:style>`,
  );
  return `${XML}<w:styles ${W}>${styles.join("")}</w:styles>`;
}

function rsids(): string {
  const all = Array.from(
    { length: 120 },
    (_, at) => `<w:rsid w:val="00${(at * 7919 + 65_536).toString(16)}"/>`,
  );
  return `<w:rsids>${all.join("")}</w:rsids>`;
}

function fonts(): string {
  return ["Calibri", "Arial", "Times New Roman", "Symbol"]
    .map(
      (name) =>
        `<w:font w:name="${name}"><w:charset w:val="EE"/><w:family w:val="swiss"/></w:font>`,
    )
    .join("");
}

function themeXml(): string {
  const colours = Array.from(
    { length: 60 },
    (_, at) =>
      `<a:gs pos="${at * 1000}"><a:schemeClr val="phClr"><a:tint val="${at * 900}"/></a:schemeClr></a:gs>`,
  );
  return `${XML}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office">${colours.join("")}</a:theme>`;
}

function relations(list: [type: string, target: string][]): string {
  const items = list.map(
    ([type, target], at) =>
      `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${items.join("")}</Relationships>`;
}

function contentTypes(): string {
  const parts = [
    ["document.xml", `${WORD}.document.main+xml`],
    ["styles.xml", `${WORD}.styles+xml`],
    ["settings.xml", `${WORD}.settings+xml`],
    ["fontTable.xml", `${WORD}.fontTable+xml`],
    ["theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"],
  ].map(([name, type]) => `<Override PartName="/word/${name}" ContentType="${type}"/>`);
  return (
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels"` +
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${parts.join("")}</Types>`
  );
}

import { strToU8, zipSync } from "fflate";

/** A small DOCX of our own: a page of A4, paragraphs and bordered tables, fields highlighted. */
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** Width of the text between the margins, in twentieths of a point. */
const TEXT_WIDTH = 9_072;

/** The oldest day that ZIP can write: the same content always gives the same bytes. */
const MADE_AT = new Date(1980, 0, 1);

type Look = { style?: "Title" | "Small"; align?: "right" | "center"; isBold?: boolean };
type Cell = { text: string } & Look;

/** The bytes of a document of these blocks (see `paragraph`, `table`) in the language. */
export function writeDocx(blocks: readonly string[], language: "cs-CZ" | "sk-SK"): Uint8Array {
  const files: Record<string, string> = {
    "[Content_Types].xml":
      `${XML}<Types xmlns="${PACKAGE}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/word/document.xml" ContentType="${MIME}.document.main+xml"/>` +
      `<Override PartName="/word/styles.xml" ContentType="${MIME}.styles+xml"/></Types>`,
    "_rels/.rels": relationship("officeDocument", "word/document.xml"),
    "word/_rels/document.xml.rels": relationship("styles", "styles.xml"),
    "word/styles.xml": styles(language),
    "word/document.xml": `${XML}<w:document ${W}><w:body>${blocks.join("")}${SECTION}</w:body></w:document>`,
  };
  const parts = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(parts), { mtime: MADE_AT });
}

/** A paragraph; what stands in braces is written without them and highlighted. */
export function paragraph(text: string, look: Look = {}): string {
  const { style, align } = look;
  const properties =
    (style ? `<w:pStyle w:val="${style}"/>` : "") + (align ? `<w:jc w:val="${align}"/>` : "");
  return `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ""}${runs(text, look)}</w:p>`;
}

/** A bordered table; the first row is its head, `shares` are the widths of columns in per cent. */
export function table(shares: readonly number[], rows: readonly (readonly Cell[])[]): string {
  const widths = shares.map((share) => Math.round((share * TEXT_WIDTH) / 100));
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  const lines = rows.map((cells, index) => {
    const inside = cells.map((cell, at) => tableCell(cell, widths[at] ?? 0));
    const head = index === 0 ? "<w:trPr><w:tblHeader/></w:trPr>" : "";
    return `<w:tr>${head}${inside.join("")}</w:tr>`;
  });
  return `<w:tbl>${TABLE}<w:tblGrid>${grid}</w:tblGrid>${lines.join("")}</w:tbl>${paragraph("")}`;
}

function tableCell({ text, ...look }: Cell, width: number): string {
  const size = `<w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>`;
  return `<w:tc>${size}${paragraph(text, { style: "Small", ...look })}</w:tc>`;
}

function runs(text: string, { isBold = false }: Look): string {
  const bold = isBold ? "<w:b/>" : "";
  return text
    .split(/(\{[^{}]+\})/)
    .filter((piece) => piece !== "")
    .map((piece) =>
      piece.startsWith("{")
        ? run(piece.slice(1, -1), `${bold}<w:highlight w:val="yellow"/>`)
        : run(piece, bold),
    )
    .join("");
}

function run(text: string, properties: string): string {
  const rPr = properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`;
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<w:r>${rPr}<w:t xml:space="preserve">${escaped}</w:t></w:r>`;
}

function relationship(type: string, target: string): string {
  const one = `<Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${target}"/>`;
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${one}</Relationships>`;
}

function styles(language: string): string {
  const font = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>';
  const lang = `<w:lang w:val="${language}"/>`;
  const small = style("Small", '<w:spacing w:before="20" w:after="20"/>', '<w:sz w:val="20"/>');
  return (
    `${XML}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr>${font}<w:sz w:val="22"/>${lang}` +
    '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="264"' +
    ' w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
    style("Title", '<w:spacing w:before="240" w:after="200"/>', '<w:b/><w:sz w:val="28"/>') +
    `${small}</w:styles>`
  );
}

function style(name: string, paragraphs: string, characters: string): string {
  return (
    `<w:style w:type="paragraph" w:styleId="${name}"><w:name w:val="${name}"/>` +
    `<w:basedOn w:val="Normal"/><w:pPr>${paragraphs}</w:pPr><w:rPr>${characters}</w:rPr></w:style>`
  );
}

const EDGES = ["top", "left", "bottom", "right", "insideH", "insideV"]
  .map((edge) => `<w:${edge} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>`)
  .join("");
const TABLE = `<w:tblPr><w:tblW w:w="${TEXT_WIDTH}" w:type="dxa"/><w:tblBorders>${EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>`;
const SECTION =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1417"' +
  ' w:bottom="1134" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>';

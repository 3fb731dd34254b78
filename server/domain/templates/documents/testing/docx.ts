import { strToU8, zipSync } from "fflate";

/** Small DOCX files written by the habits of the programs that write them. */
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";
export const WORD_NS =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"' +
  ` xmlns:r="${OFFICE}"` +
  ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"' +
  ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"' +
  ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"' +
  ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"' +
  ' xmlns:v="urn:schemas-microsoft-com:vml"' +
  ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"';

export interface DocxFixture {
  body: string;
  header?: string;
  footer?: string;
  footnotes?: string;
  styles?: string;
  numbering?: string;
  /** Files that replace or join the made ones; null takes one away. */
  parts?: Record<string, string | Uint8Array | null>;
}

const SECTION =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>' +
  '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708"' +
  ' w:footer="708" w:gutter="0"/></w:sectPr>';

/** The bytes of a document; its contents are given as XML. */
export function docx(fixture: DocxFixture): Uint8Array {
  const { body, header, footer, footnotes, styles = "" } = fixture;
  const optional = [
    ["header", "header1.xml", header, "hdr"],
    ["footer", "footer1.xml", footer, "ftr"],
    ["footnotes", "footnotes.xml", footnotes, "footnotes"],
    ["numbering", "numbering.xml", fixture.numbering, "numbering"],
  ] as const;
  const present = optional.filter(([, , content]) => content !== undefined);
  const references = present
    .filter(([kind]) => kind === "header" || kind === "footer")
    .map(([kind, file]) => `<w:${kind}Reference w:type="default" r:id="${idOf(file)}"/>`);
  const section = SECTION.replace("<w:sectPr>", `<w:sectPr>${references.join("")}`);
  const made: Record<string, string | Uint8Array | null> = {
    "[Content_Types].xml": contentTypes(present.map(([kind, file]) => [kind, file])),
    "_rels/.rels": relations([["rId1", "officeDocument", "word/document.xml"]]),
    "word/document.xml": `${XML}<w:document ${WORD_NS}><w:body>${body}${section}</w:body></w:document>`,
    "word/_rels/document.xml.rels": relations([
      ["rIdStyles", "styles", "styles.xml"],
      ["rIdLink", "hyperlink", "https://example.cz"],
      ...present.map(([kind, file]): Relation => [idOf(file), kind, file]),
    ]),
    "word/styles.xml": `${XML}<w:styles ${WORD_NS}>${styles}</w:styles>`,
    ...Object.fromEntries(
      present.map(([, file, content, root]) => [
        `word/${file}`,
        `${XML}<w:${root} ${WORD_NS}>${content}</w:${root}>`,
      ]),
    ),
    ...fixture.parts,
  };
  return pack(made);
}

export function pack(parts: Record<string, string | Uint8Array | null>): Uint8Array {
  const files = Object.entries(parts).flatMap(([name, part]): [string, Uint8Array][] =>
    part === null ? [] : [[name, typeof part === "string" ? strToU8(part) : part]],
  );
  return zipSync(Object.fromEntries(files));
}

type Relation = [id: string, type: string, target: string];

function idOf(file: string): string {
  return `rId_${file.replace(/\W/g, "")}`;
}

function relations(list: Relation[]): string {
  const items = list.map(([id, type, target]) => {
    const mode = target.startsWith("http") ? ' TargetMode="External"' : "";
    return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"${mode}/>`;
  });
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${items.join("")}</Relationships>`;
}

function contentTypes(parts: [kind: string, file: string][], main = "document.main"): string {
  const all: [string, string][] = [[main, "document.xml"], ["styles", "styles.xml"], ...parts];
  const overrides = all.map(
    ([kind, file]) => `<Override PartName="/word/${file}" ContentType="${WORD}.${kind}+xml"/>`,
  );
  return (
    `${XML}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides.join("")}</Types>`
  );
}

export function xml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** A run of text; `properties` is the inside of `w:rPr`. */
export function run(text: string, properties = ""): string {
  const rPr = properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`;
  return `<w:r>${rPr}<w:t xml:space="preserve">${xml(text)}</w:t></w:r>`;
}

export const YELLOW = '<w:highlight w:val="yellow"/>';
/** As Google Docs exports a highlight. */
export const GOOGLE_YELLOW = '<w:shd w:fill="fff200" w:val="clear"/>';

export function marked(text: string, properties = ""): string {
  return run(text, properties + YELLOW);
}

/**
 * A field as Word leaves it after some editing: a run for every session, the spell checker's
 * remarks, a bookmark, the anchor of a comment, the field of an address that became a link.
 */
export function wordField(text: string, cuts: readonly number[] = [2, 5]): string {
  const edges = [0, ...cuts.filter((cut) => cut > 0 && cut < text.length), text.length];
  const noise = [
    '<w:proofErr w:type="spellStart"/>',
    '<w:bookmarkStart w:id="7" w:name="_GoBack"/><w:bookmarkEnd w:id="7"/>',
    '<w:proofErr w:type="spellEnd"/><w:commentRangeStart w:id="3"/>',
    `<w:r><w:rPr>${YELLOW}</w:rPr><w:lastRenderedPageBreak/></w:r>`,
  ];
  return edges
    .slice(1)
    .map((end, index) => {
      const piece = xml(text.slice(edges[index], end));
      const rsid = `00A1B2C${index}`;
      const made = `<w:r w:rsidR="${rsid}"><w:rPr><w:b/>${YELLOW}<w:lang w:val="cs-CZ"/></w:rPr><w:t xml:space="preserve">${piece}</w:t></w:r>`;
      const inside = index % 3 === 1 ? `<w:ins w:id="9" w:author="A">${made}</w:ins>` : made;
      return inside + (noise[index % noise.length] ?? "");
    })
    .join("");
}

export function paragraph(...runs: string[]): string {
  return `<w:p>${runs.join("")}</w:p>`;
}

export function styled(style: string, ...runs: string[]): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${runs.join("")}</w:p>`;
}

export function item(...runs: string[]): string {
  const numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
  return `<w:p><w:pPr>${numbering}</w:pPr>${runs.join("")}</w:p>`;
}

export const NUMBERING =
  '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>' +
  '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>' +
  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';

/** A table of rows of cells of paragraphs. */
export function table(...rows: string[][]): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const grid = "<w:gridCol/>".repeat(columns);
  return `<w:tbl><w:tblPr/><w:tblGrid>${grid}</w:tblGrid>${rows.map(row).join("")}</w:tbl>`;
}

export function row(cells: readonly string[]): string {
  const inside = cells.map((cell) => `<w:tc><w:tcPr/>${cell}</w:tc>`);
  return `<w:tr>${inside.join("")}</w:tr>`;
}

/** A text box as Word writes it: for itself, and once more for older programs. */
export function textBox(content: string): string {
  const size = '<wp:extent cx="1800000" cy="720000"/>';
  return (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>' +
    `${size}<wp:docPr id="1" name="Text Box 1"/><a:graphic><a:graphicData` +
    ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>' +
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="720000"/>' +
    '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>' +
    `<w:txbxContent>${content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>` +
    "</a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>" +
    `<v:rect style="width:140pt;height:60pt"><v:textbox><w:txbxContent>${content}` +
    "</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
  );
}

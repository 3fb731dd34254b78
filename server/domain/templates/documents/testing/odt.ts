import { strToU8, zipSync } from "fflate";

/** Small ODT files as LibreOffice writes them. */
const OASIS = "urn:oasis:names:tc:opendocument:xmlns";
const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
export const ODT_MIME = "application/vnd.oasis.opendocument.text";
const NAMESPACES =
  `xmlns:office="${OASIS}:office:1.0" xmlns:style="${OASIS}:style:1.0"` +
  ` xmlns:text="${OASIS}:text:1.0" xmlns:table="${OASIS}:table:1.0"` +
  ` xmlns:draw="${OASIS}:drawing:1.0" xmlns:fo="${OASIS}:xsl-fo-compatible:1.0"` +
  ` xmlns:svg="${OASIS}:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"` +
  ' office:version="1.3"';

export interface OdtFixture {
  body: string;
  /** Automatic styles of the body. */
  automatic?: string;
  /** Named styles. */
  styles?: string;
  header?: string;
  parts?: Record<string, string | null>;
}

/** An automatic style that highlights text, as the toolbar makes it. */
export const YELLOW_SPAN = textStyle("T1", 'fo:background-color="#ffff00" fo:font-weight="bold"');

export function textStyle(name: string, properties: string, parent = ""): string {
  const from = parent === "" ? "" : ` style:parent-style-name="${parent}"`;
  return (
    `<style:style style:name="${name}" style:family="text"${from}>` +
    `<style:text-properties ${properties}/></style:style>`
  );
}

export function odt(fixture: OdtFixture): Uint8Array {
  const { body, automatic = YELLOW_SPAN, styles = "", header = "" } = fixture;
  const files: Record<string, string | null> = {
    mimetype: ODT_MIME,
    "content.xml":
      `${XML}<office:document-content ${NAMESPACES}>` +
      `<office:automatic-styles>${automatic}</office:automatic-styles>` +
      `<office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    "styles.xml":
      `${XML}<office:document-styles ${NAMESPACES}><office:styles>${styles}</office:styles>` +
      `<office:automatic-styles>${YELLOW_SPAN}<style:page-layout style:name="L1">` +
      '<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"/>' +
      "<style:header-style/></style:page-layout></office:automatic-styles><office:master-styles>" +
      '<style:master-page style:name="Standard" style:page-layout-name="L1">' +
      `<style:header>${header}</style:header></style:master-page></office:master-styles>` +
      "</office:document-styles>",
    "META-INF/manifest.xml":
      `${XML}<manifest:manifest xmlns:manifest="${OASIS}:manifest:1.0" manifest:version="1.3">` +
      `<manifest:file-entry manifest:full-path="/" manifest:media-type="${ODT_MIME}"/>` +
      '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>' +
      '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>' +
      "</manifest:manifest>",
    ...fixture.parts,
  };
  const present = Object.entries(files).flatMap(([name, part]) =>
    part === null ? [] : [[name, [strToU8(part), { level: name === "mimetype" ? 0 : 6 }]] as const],
  );
  return zipSync(Object.fromEntries(present) as Parameters<typeof zipSync>[0]);
}

export function span(content: string, style = "T1"): string {
  return `<text:span text:style-name="${style}">${content}</text:span>`;
}

export function p(...content: string[]): string {
  return `<text:p text:style-name="Standard">${content.join("")}</text:p>`;
}

export function odtTable(...rows: string[][]): string {
  const inside = rows.map((cells) => {
    const made = cells.map((cell) => `<table:table-cell>${cell}</table:table-cell>`);
    return `<table:table-row>${made.join("")}</table:table-row>`;
  });
  const columns = Math.max(...rows.map((row) => row.length));
  const column = `<table:table-column table:number-columns-repeated="${columns}"/>`;
  return `<table:table table:name="T">${column}${inside.join("")}</table:table>`;
}

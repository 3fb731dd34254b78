import { strToU8, zipSync } from "fflate";

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export interface DocxParts {
  paragraphs: readonly string[];
  /** A picture that the document only points at. */
  linkedPicture?: string;
  /** A PNG that it holds. */
  picture?: Uint8Array;
}

/** A letter in Word's format, a paragraph a line. */
export function docx({ paragraphs, linkedPicture, picture }: DocxParts): Buffer {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${escaped(text)}</w:t></w:r></w:p>`);
  if (linkedPicture || picture) body.push(drawing(picture ? "embed" : "link"));
  const target = linkedPicture
    ? `Target="${linkedPicture}" TargetMode="External"`
    : 'Target="media/picture.png"';
  const link =
    linkedPicture || picture ? `<Relationship Id="rId9" Type="${OFFICE}/image" ${target}/>` : "";
  const files = {
    "[Content_Types].xml":
      `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      '<Default Extension="rels" ' +
      'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="png" ContentType="image/png"/>' +
      `<Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/></Types>`,
    "_rels/.rels":
      `${HEAD}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" ` +
      `Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `${HEAD}<Relationships xmlns="${RELATIONS}">${link}</Relationships>`,
    "word/document.xml": `${HEAD}<w:document ${W}><w:body>${body.join("")}</w:body></w:document>`,
  };
  return zipped(picture ? { ...files, "word/media/picture.png": picture } : files);
}

function drawing(how: "embed" | "link"): string {
  const schema = "http://schemas.openxmlformats.org/drawingml/2006";
  return (
    `<w:p><w:r><w:drawing><wp:inline xmlns:wp="${schema}/wordprocessingDrawing">` +
    '<wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/>' +
    `<a:graphic xmlns:a="${schema}/main"><a:graphicData uri="${schema}/picture">` +
    `<pic:pic xmlns:pic="${schema}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="p"/>` +
    `<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="${OFFICE}" r:${how}="rId9"/>` +
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>' +
    '<a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic>' +
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
  );
}

/** A letter in LibreOffice's own format, a paragraph a line. */
export function odt(paragraphs: readonly string[]): Buffer {
  const name = "urn:oasis:names:tc:opendocument:xmlns";
  const body = paragraphs.map((text) => `<text:p>${escaped(text)}</text:p>`).join("");
  const mime = "application/vnd.oasis.opendocument.text";
  return zipped({
    mimetype: mime,
    "META-INF/manifest.xml":
      `${HEAD}<manifest:manifest xmlns:manifest="${name}:manifest:1.0">` +
      `<manifest:file-entry manifest:full-path="/" manifest:media-type="${mime}"/>` +
      '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>' +
      "</manifest:manifest>",
    "content.xml":
      `${HEAD}<office:document-content xmlns:office="${name}:office:1.0" ` +
      `xmlns:text="${name}:text:1.0" office:version="1.3"><office:body><office:text>` +
      `${body}</office:text></office:body></office:document-content>`,
  });
}

function zipped(files: Record<string, string | Uint8Array>): Buffer {
  const entries = Object.entries(files).map(([name, text]) => [
    name,
    typeof text === "string" ? strToU8(text) : text,
  ]);
  return Buffer.from(zipSync(Object.fromEntries(entries), { level: 0 }));
}

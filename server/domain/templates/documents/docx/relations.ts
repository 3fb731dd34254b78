import { escapeAttribute } from "../tree/escape";
import { PACKAGE_RELATIONS, RELATION_TYPES } from "./namespaces";

/** "word/header1.xml" -> "word/_rels/header1.xml.rels". */
export function relationsName(part: string): string {
  const slash = part.lastIndexOf("/");
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
}

export interface PictureRelation {
  id: string;
  /** As seen from the folder of the part. */
  target: string;
}

/** The relations of a part with pictures added; null where it had none so far. */
export function withPictures(xml: string | null, pictures: readonly PictureRelation[]): string {
  const added = pictures.map(
    ({ id, target }) =>
      `<Relationship xmlns="${PACKAGE_RELATIONS}" Id="${escapeAttribute(id)}"` +
      ` Type="${RELATION_TYPES}/image" Target="${escapeAttribute(target)}"/>`,
  );
  const base = xml ?? `${DECLARATION}<Relationships xmlns="${PACKAGE_RELATIONS}"></Relationships>`;
  return intoRoot(base, added.join(""));
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Adds the extension of our pictures to the content types, unless it is there. */
export function withPngType(xml: string): string {
  if (/<(?:\w+:)?Default\b[^>]*\bExtension\s*=\s*["']png["']/i.test(xml)) return xml;
  const types = "http://schemas.openxmlformats.org/package/2006/content-types";
  return intoRoot(xml, `<Default xmlns="${types}" Extension="png" ContentType="image/png"/>`);
}

/** Puts markup before the end of the root element, which may have been written as empty. */
function intoRoot(xml: string, markup: string): string {
  const end = xml.lastIndexOf("</");
  if (end >= 0) return xml.slice(0, end) + markup + xml.slice(end);
  return xml.replace(/<([\w:]+)([^<>]*)\/>\s*$/, (_whole, name, attributes) => {
    return `<${name}${attributes}>${markup}</${name}>`;
  });
}

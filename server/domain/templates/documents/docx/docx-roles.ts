import type { Role } from "../structure/dialect";
import { attribute, type Element } from "../tree/node";

const names = (text: string) =>
  new Set(
    text
      .trim()
      .split(/\s+/)
      .map((name) => `w:${name}`),
  );

/** What other programs put between runs without interrupting the text. */
const THROUGH = names(
  "r t hyperlink ins moveTo smartTag sdt sdtContent fldSimple customXml dir bdo",
);
const FRAMES = names(
  "document body hdr ftr footnotes endnotes footnote endnote tbl tr tc p txbxContent",
);
const NOTHING = names(`
  proofErr bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd commentReference permStart
  permEnd lastRenderedPageBreak fldChar instrText delText delInstrText del moveFrom softHyphen
  moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd tblGrid annotationRef
  customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd`);

export function docxRole(of: Element): Role {
  const { tag } = of;
  if (THROUGH.has(tag)) return "through";
  if (FRAMES.has(tag)) return "frame";
  if (tag === "w:tab") return { text: "\t" };
  if (tag === "w:cr") return { text: "\n" };
  if (tag === "w:br") return isLineBreak(of) ? { text: "\n" } : "wall";
  if (tag === "w:noBreakHyphen") return { text: "-" };
  // A section ends with its paragraph, which therefore has to stay.
  if (tag === "w:pPr") return holdsSection(of) ? "wall" : "nothing";
  return NOTHING.has(tag) || (tag.startsWith("w:") && tag.endsWith("Pr")) ? "nothing" : "wall";
}

export function isLineBreak(of: Element): boolean {
  return (attribute(of, "w:type") ?? "textWrapping") === "textWrapping";
}

function holdsSection(properties: Element): boolean {
  return properties.children.some((each) => each.kind === "element" && each.tag === "w:sectPr");
}

/** Properties that both halves of a cut element keep, and that are nothing by themselves. */
export function isProperties(tag: string): boolean {
  return tag.startsWith("w:") && tag.endsWith("Pr");
}

import { type PackageEntry, unpack } from "../package/read-package";
import { refusal } from "../refusal";
import { attribute, descendantElements, type Element, elements, textOf } from "../tree/node";
import { parseXml, rootOf } from "../tree/parse-xml";
import { DOCX_PREFIXES } from "./namespaces";

/**
 * Refuses parts that live elsewhere: whoever opens the letter, a server that makes a PDF of it
 * included, would fetch them. A link that a person clicks is no such part; nor is text in another
 * format that a program would take in.
 */
export function refuseOutsideParts(entries: Iterable<PackageEntry>): void {
  for (const entry of entries) {
    if (!entry.name.endsWith(".rels")) continue;
    for (const each of elements(rootOf(parseXml(unpack(entry), DOCX_PREFIXES)))) {
      const type = attribute(each, "Type") ?? "";
      const isOutside = attribute(each, "TargetMode") === "External" && !/\/hyperlink$/.test(type);
      if (isOutside || /\/aFChunk$/.test(type)) throw refusal("active_content");
    }
  }
}

/** Refuses fields by which Word starts programs or fetches files when the letter is opened. */
export function refuseQueries(root: Element): void {
  let code = "";
  for (const each of descendantElements(root)) {
    if (each.tag === "w:instrText") code += textOf(each);
    else if (each.tag === "w:fldSimple") code += ` ${attribute(each, "w:instr") ?? ""} `;
    else if (each.tag === "w:fldChar") code += " | ";
  }
  if (QUERY.test(code)) throw refusal("active_content");
}

const QUERY = /(?:^|[|\s])(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE)\s/i;

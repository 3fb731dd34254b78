import { packEntry } from "../package/entries";
import { type PackageEntry, unpack } from "../package/read-package";
import { stepsOf } from "../structure/program";
import { attribute, type Element, elements, remove } from "../tree/node";
import { parseXml, rootOf } from "../tree/parse-xml";
import { XML_DECLARATION, XML_SCRIPT } from "../tree/write-xml";
import { DOCX_PREFIXES } from "./namespaces";

const SETTINGS = "word/settings.xml";
const RELATIONS = "word/_rels/settings.xml.rels";
/** The author's own template and the data of a mail merge: Word would go and look for both. */
const OUTSIDE = new Set(["w:attachedTemplate", "w:mailMerge"]);

/** The files with settings that lead nowhere outside the letter. */
export function withoutOutside(files: readonly PackageEntry[]): PackageEntry[] {
  return files.map((entry) => {
    if (entry.name === SETTINGS) return without(entry, ({ tag }) => OUTSIDE.has(tag));
    if (entry.name === RELATIONS) return without(entry, isExternal);
    return entry;
  });
}

function isExternal(of: Element): boolean {
  return attribute(of, "TargetMode") === "External";
}

function without(entry: PackageEntry, isGone: (of: Element) => boolean): PackageEntry {
  const document = parseXml(unpack(entry), DOCX_PREFIXES);
  const gone = elements(rootOf(document)).filter(isGone);
  if (gone.length === 0) return entry;
  for (const each of gone) remove(each);
  return packEntry(entry.name, Buffer.from(xmlOf(document)));
}

function xmlOf(document: Element): string {
  const steps = stepsOf(document.children, XML_SCRIPT);
  return XML_DECLARATION + steps.map((each) => ("text" in each ? each.text : "")).join("");
}

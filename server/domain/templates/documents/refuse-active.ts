import { DOCX_PREFIXES } from "./docx/namespaces";
import { ODT_PREFIXES } from "./odt/namespaces";
import { type PackageEntry, unpack } from "./package/read-package";
import { refusal } from "./refusal";
import { attribute, descendantElements, type Element, elements, textOf } from "./tree/node";
import { parseXml, rootOf } from "./tree/parse-xml";

/**
 * Refuses what does more than show itself when a document is opened: parts and fields that fetch
 * other files or start programs, listeners, and whole files laid inside, which nobody sees before
 * they open them. A link that a person clicks is none of these. Throws invalid
 * `templates.active_content`, `.embedded_file`, `.macros`, and as `parseXml`.
 */
export function refuseActiveParts(entries: Iterable<PackageEntry>, format: "docx" | "odt"): void {
  const refuse = format === "docx" ? refuseInDocx : refuseInOdt;
  for (const entry of entries) refuse(entry);
}

/** Names of parts in which Word keeps files laid into a document; relations say it of renamed ones. */
const EMBEDDED_DOCX = /(?:^|\/)(?:embeddings\/|oleObject\d*\.)/i;
const RELATED = [
  [/\/(?:aFChunk|control|activeXControlBinary)$/, "active_content"],
  [/\/vbaProject$/, "macros"],
  [/\/(?:oleObject|package)$/, "embedded_file"],
] as const;

function refuseInDocx(entry: PackageEntry): void {
  if (EMBEDDED_DOCX.test(entry.name)) throw refusal("embedded_file");
  if (entry.name.endsWith(".rels")) {
    for (const each of elements(rootOf(parseXml(unpack(entry), DOCX_PREFIXES)))) {
      refuseRelation(each);
    }
    return;
  }
  // Fields may stand in any part: headers, notes, text boxes, comments. Most parts have none.
  const bytes = unpack(entry);
  if (!FIELDS.test(plainOf(bytes))) return;
  const root = rootOf(parseXml(bytes, DOCX_PREFIXES));
  refuseQueries(root);
}

function refuseRelation(relation: Element): void {
  const type = attribute(relation, "Type") ?? "";
  const isOutside = attribute(relation, "TargetMode") === "External";
  if (isOutside && !/\/hyperlink$/.test(type)) throw refusal("active_content");
  const reason = RELATED.find(([pattern]) => pattern.test(type))?.[1];
  if (reason) throw refusal(reason);
}

/** Fields by which Word starts programs or fetches files, and letters that ask a data source. */
function refuseQueries(root: Element): void {
  let code = "";
  for (const each of descendantElements(root)) {
    if (each.tag === "w:instrText") code += textOf(each);
    else if (each.tag === "w:fldSimple") code += ` ${attribute(each, "w:instr") ?? ""} `;
    else if (each.tag === "w:fldChar") code += " | ";
    else if (each.tag === "w:mailMerge") throw refusal("active_content");
  }
  if (QUERY.test(code)) throw refusal("active_content");
}

const QUERY = /(?:^|[|\s])(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE)\s/i;
/** Only parts with these words are read as trees. */
const FIELDS = /^[^<]{0,99}<[\s\S]*(?:instrText|fldSimple|mailMerge)/;
const LISTENERS = /^[^<]{0,99}<[\s\S]*auto-reload/;

/** Names hold no letters beyond ASCII, so one look suits UTF-8 and both UTF-16. */
const plainOf = (bytes: Buffer): string => bytes.toString("latin1").replaceAll("\0", "");

const EMBEDDED_ODT = /(?:^|\/)(?:Object \d+|ObjectReplacements)(?:\/|$)/i;
const ODT_READ = new Set(["content.xml", "styles.xml"]);

function refuseInOdt(entry: PackageEntry): void {
  if (EMBEDDED_ODT.test(entry.name)) throw refusal("embedded_file");
  if (ODT_READ.has(entry.name)) refuseElements(rootOf(parseXml(unpack(entry), ODT_PREFIXES)));
  // A document that asks to be fetched anew from elsewhere.
  if (entry.name === "meta.xml" && LISTENERS.test(plainOf(unpack(entry)))) {
    throw refusal("active_content");
  }
}

const ODT_REASONS: Readonly<Record<string, "active_content" | "embedded_file" | "macros">> = {
  ...{
    "script:event-listener": "macros",
    "office:script": "macros",
    "text:execute-macro": "macros",
  },
  ...{ "text:dde-connection-decl": "active_content", "office:dde-source": "active_content" },
  ...{ "draw:object": "embedded_file", "draw:object-ole": "embedded_file" },
  ...{ "draw:plugin": "active_content", "draw:applet": "active_content" },
  ...{ "draw:floating-frame": "active_content" },
};

function refuseElements(root: Element): void {
  for (const each of descendantElements(root)) {
    const reason = Object.hasOwn(ODT_REASONS, each.tag) ? ODT_REASONS[each.tag] : undefined;
    if (reason) throw refusal(reason);
    const href = attribute(each, "xlink:href") ?? "";
    // Pictures and sections from elsewhere are fetched by whoever opens the letter; links are not,
    // unless they lead to a program.
    const isLink = each.tag === "text:a" || each.tag === "draw:a";
    if ((isLink ? RUNNING : OUTSIDE).test(href)) throw refusal("active_content");
  }
}

const OUTSIDE = /^\s*(?:[a-z][a-z\d+.-]*:|\/|\.\.\/)/i;
const RUNNING = /^\s*(?:vnd\.sun\.star\.|macro:|slot:|service:|\.uno:)/i;

import type { PackagePart, PackageTemplate, PictureHost } from "../compiled";
import { packEntry } from "../package/entries";
import { freeStem } from "../package/free-stem";
import { type PackageEntry, STORED, unpack } from "../package/read-package";
import type { PlacePart } from "../place";
import { refusal } from "../refusal";
import { refuseActiveParts } from "../refuse-active";
import { assemble, type Reading } from "../structure/assemble";
import type { Placed } from "../structure/place-fields";
import { stepsOf } from "../structure/program";
import { attribute, descendantElements, type Element, elements } from "../tree/node";
import { parseXml, rootOf } from "../tree/parse-xml";
import { XML_DECLARATION, XML_SCRIPT } from "../tree/write-xml";
import { docxDialect } from "./docx-dialect";
import { type DocxStyles, NO_STYLES, readStyles } from "./marks";
import { DOCX_PREFIXES } from "./namespaces";
import { relationsName, withPictures, withPngType } from "./relations";
import { withoutOutside } from "./settings";
import { docxSpelling, relationId } from "./spelling";

const TYPES = "[Content_Types].xml";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** Kinds of parts that a reader of the letter sees. */
const PLACES: Readonly<Record<string, PlacePart>> = {
  [`${WORD}.document.main+xml`]: "body",
  [`${WORD}.template.main+xml`]: "body",
  [`${WORD}.header+xml`]: "header",
  [`${WORD}.footer+xml`]: "footer",
  [`${WORD}.footnotes+xml`]: "footnote",
  [`${WORD}.endnotes+xml`]: "endnote",
};

export interface CompiledPackage {
  template: PackageTemplate;
  placed: Placed[];
}

/** Makes a template of the files of a DOCX; one saved as a template of Word is a document again. */
export function compileDocx(files: readonly PackageEntry[], reading: Reading): CompiledPackage {
  const entries = new Map(asDocument(files).map((entry) => [entry.name, entry]));
  refuseActiveParts(entries.values(), "docx");
  const stem = freeStem(files);
  const types = contentTypes(entries);
  const styles = stylesOf(entries, types);
  const parts: PackagePart[] = [];
  const placed: Placed[] = [];
  for (const [name, type] of types) {
    const place = PLACES[type];
    const entry = entries.get(name);
    if (place === undefined || entry === undefined) continue;
    const document = parseXml(unpack(entry), DOCX_PREFIXES);
    const root = rootOf(document);
    sayChanges(root, reading);
    const found = assemble(document, docxDialect(document, place, styles), reading);
    placed.push(found);
    if (found.fields.length === 0) continue;
    const prefix = root.name.includes(":") ? root.name.slice(0, root.name.indexOf(":") + 1) : "";
    const steps = stepsOf(document.children, XML_SCRIPT);
    parts.push({
      name,
      steps: [{ kind: "constant", text: XML_DECLARATION }, ...steps],
      spelling: docxSpelling(prefix, stem),
    });
    entries.delete(name);
  }
  sayWhatReadersSee(entries, reading);
  const template: PackageTemplate = {
    format: "docx",
    entries: [...entries.values()],
    parts,
    pictures: pictureHost(entries, stem),
    layouts: new Map(),
  };
  return { template, placed };
}

/** A template of Word (DOTX) opens as a document only when it says it is one. */
function asDocument(files: readonly PackageEntry[]): PackageEntry[] {
  return withoutOutside(files).map((entry) => {
    if (entry.name !== TYPES) return entry;
    const xml = unpack(entry).toString("utf8");
    if (!xml.includes(`${WORD}.template.main+xml`)) return entry;
    const document = `${WORD}.document.main+xml`;
    return packEntry(TYPES, Buffer.from(xml.replace(`${WORD}.template.main+xml`, document)));
  });
}

/** Content types by the names of parts. */
function contentTypes(entries: Entries): Map<string, string> {
  const entry = entries.get(TYPES);
  if (entry === undefined) throw refusal("damaged", { part: TYPES });
  const types = new Map<string, string>();
  for (const each of elements(rootOf(parseXml(unpack(entry), DOCX_PREFIXES)))) {
    if (each.tag !== "ct:Override") continue;
    const name = (attribute(each, "PartName") ?? "").replace(/^\//, "");
    types.set(name, attribute(each, "ContentType") ?? "");
  }
  const hasBody = [...types].some(([name, type]) => PLACES[type] === "body" && entries.has(name));
  if (!hasBody) throw refusal("damaged", { part: "word/document.xml" });
  return types;
}

function stylesOf(entries: Entries, types: ReadonlyMap<string, string>): DocxStyles {
  const name = [...types].find(([, type]) => type === `${WORD}.styles+xml`)?.[0] ?? "";
  const entry = entries.get(name);
  return entry === undefined
    ? NO_STYLES
    : readStyles(rootOf(parseXml(unpack(entry), DOCX_PREFIXES)));
}

/** What a person may have forgotten in there, and a reader of the DOCX finds. */
function sayWhatReadersSee(entries: Entries, { problems }: Reading): void {
  const comments = entries.get("word/comments.xml");
  if (comments === undefined) return;
  const root = rootOf(parseXml(unpack(comments), DOCX_PREFIXES));
  if (elements(root).length > 0) problems.note("has_comments", {});
}

type Entries = ReadonlyMap<string, PackageEntry>;

const CHANGES = new Set(["w:ins", "w:del", "w:moveFrom", "w:moveTo"]);

function sayChanges(root: Element, { problems }: Reading): void {
  const isChanged = [...descendantElements(root)].some(({ tag }) => CHANGES.has(tag));
  if (isChanged) problems.note("has_changes", {});
}

/** Keeps pictures under word/media and tells of them where their part looks. */
function pictureHost(entries: Entries, stem: string): PictureHost {
  const mediaName = (number: number) => `word/media/${stem}${number}.png`;
  const read = (name: string) => {
    const entry = entries.get(name);
    return entry === undefined ? null : unpack(entry).toString("utf8");
  };
  const types = packEntry(TYPES, Buffer.from(withPngType(read(TYPES) ?? "")));
  return (uses) => {
    const media = new Map(
      uses.map(({ number, png }) => [number, packEntry(mediaName(number), asBuffer(png), STORED)]),
    );
    const told = [...new Set(uses.map(({ part }) => part))].map((part) => {
      const numbers = new Set(uses.filter((use) => use.part === part).map(({ number }) => number));
      const pictures = [...numbers].map((number) => ({
        id: relationId(stem, number),
        target: `/${mediaName(number)}`,
      }));
      const name = relationsName(part);
      return packEntry(name, Buffer.from(withPictures(read(name), pictures)));
    });
    return [types, ...told, ...media.values()];
  };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

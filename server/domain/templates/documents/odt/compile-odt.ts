import type { PackagePart, PackageTemplate, PictureHost, Spelling } from "../compiled";
import type { CompiledPackage } from "../docx/compile-docx";
import { packEntry } from "../package/entries";
import { freeStem } from "../package/free-stem";
import { type PackageEntry, STORED, unpack } from "../package/read-package";
import type { PlacePart } from "../place";
import { refusal } from "../refusal";
import { refuseActiveParts } from "../refuse-active";
import { assemble, type Reading } from "../structure/assemble";
import type { Placed } from "../structure/place-fields";
import { stepsOf } from "../structure/program";
import { escapeText } from "../tree/escape";
import { descendantElements, type Element } from "../tree/node";
import { parseXml, rootOf } from "../tree/parse-xml";
import { XML_DECLARATION, XML_SCRIPT } from "../tree/write-xml";
import { ODF, ODT_PREFIXES } from "./namespaces";
import { odtDialect } from "./odt-dialect";
import { namedStyles, OdtStyles } from "./odt-styles";
import { odtPicture } from "./picture";

const TEXT = "application/vnd.oasis.opendocument.text";
const MANIFEST = "META-INF/manifest.xml";
const PARTS: readonly (readonly [string, PlacePart])[] = [
  ["content.xml", "body"],
  ["styles.xml", "header"],
];

/** Makes a template of the files of an ODT; one saved as a template (OTT) is a document again. */
export function compileOdt(files: readonly PackageEntry[], reading: Reading): CompiledPackage {
  const entries = new Map(files.map((entry) => [entry.name, asDocument(entry)]));
  if (!entries.has("content.xml")) throw refusal("damaged", { part: "content.xml" });
  refuseActiveParts(entries.values(), "odt");
  const stem = freeStem(files);
  const documents = new Map<string, Element>();
  for (const [name] of PARTS) {
    const entry = entries.get(name);
    if (entry !== undefined) documents.set(name, parseXml(unpack(entry), ODT_PREFIXES));
  }
  const stylesDocument = documents.get("styles.xml");
  const named = stylesDocument === undefined ? new Map() : namedStyles(rootOf(stylesDocument));
  const parts: PackagePart[] = [];
  const placed: Placed[] = [];
  for (const [name, place] of PARTS) {
    const document = documents.get(name);
    if (document === undefined) continue;
    const root = rootOf(document);
    sayWhatReadersSee(root, reading);
    const dialect = odtDialect(document, place, new OdtStyles(root, named));
    const found = assemble(document, dialect, reading);
    placed.push(found);
    if (found.fields.length === 0) continue;
    const steps = stepsOf(document.children, XML_SCRIPT);
    parts.push({
      name,
      steps: [{ kind: "constant", text: XML_DECLARATION }, ...steps],
      spelling: odtSpelling(prefixOf(root), stem),
    });
    entries.delete(name);
  }
  const template: PackageTemplate = {
    format: "odt",
    entries: [...entries.values()],
    parts,
    pictures: pictureHost(entries, stem),
    layouts: new Map(),
  };
  return { template, placed };
}

/** What a person may have forgotten in there, and a reader of the ODT finds. */
function sayWhatReadersSee(root: Element, { problems }: Reading): void {
  for (const { tag } of descendantElements(root)) {
    if (tag === "office:annotation") problems.note("has_comments", {});
    else if (tag === "text:changed-region") problems.note("has_changes", {});
  }
}

/** What a file says of its own kind: a letter is a document, never a template. */
function asDocument(entry: PackageEntry): PackageEntry {
  if (entry.name === "mimetype") return packEntry("mimetype", Buffer.from(TEXT), STORED);
  if (entry.name !== MANIFEST) return entry;
  const xml = unpack(entry).toString("utf8");
  if (!xml.includes(`${TEXT}-template`)) return entry;
  return packEntry(MANIFEST, Buffer.from(xml.replaceAll(`${TEXT}-template`, TEXT)));
}

/** The prefix that a part gives the namespace of text. */
function prefixOf(root: Element): string {
  const declared = root.attributes.find(({ value }) => value === ODF.text)?.name ?? "xmlns:text";
  return `${declared.slice("xmlns:".length)}:`;
}

function odtSpelling(prefix: string, stem: string): Spelling {
  const lineBreak = `<${prefix}line-break/>`;
  const tab = `<${prefix}tab/>`;
  return {
    text(value) {
      const text = escapeText(value.includes("\r") ? value.replace(/\r\n?/g, "\n") : value);
      if (!/[\n\t]|^ | {2}/.test(text)) return text;
      return text
        .replace(/(^| ) +/g, (spaces, before: string) => {
          return `${before}<${prefix}s ${prefix}c="${spaces.length - before.length}"/>`;
        })
        .replaceAll("\n", lineBreak)
        .replaceAll("\t", tab);
    },
    picture: (picture) => odtPicture({ ...picture, href: pictureName(stem, picture.number) }),
  };
}

function pictureName(stem: string, number: number): string {
  return `Pictures/${stem}${number}.png`;
}

/** Keeps pictures in their folder and tells of them in the manifest. */
function pictureHost(entries: ReadonlyMap<string, PackageEntry>, stem: string): PictureHost {
  const entry = entries.get(MANIFEST);
  const manifest = entry === undefined ? null : unpack(entry).toString("utf8");
  return (uses) => {
    const pictures = new Map(
      uses.map(({ number, png }) => [
        number,
        packEntry(pictureName(stem, number), Buffer.from(png), STORED),
      ]),
    );
    if (manifest === null) return [...pictures.values()];
    const lines = [...pictures.values()].map(
      ({ name }) =>
        `<m:file-entry xmlns:m="${ODF.manifest}" m:full-path="${name}" m:media-type="image/png"/>`,
    );
    const end = manifest.lastIndexOf("</");
    const told = manifest.slice(0, end) + lines.join("") + manifest.slice(end);
    return [packEntry(MANIFEST, Buffer.from(told)), ...pictures.values()];
  };
}

import { refusal } from "../refusal";
import type { ZipParts } from "../zip";
import { xmlTags, xmlText } from "./xml";

export type SheetPart = { name: string; isHidden: boolean; part: string };

export type WorkbookPackage = {
  date1904: boolean;
  sheets: SheetPart[];
  stylesPart: string | null;
  stringsPart: string | null;
};

type Relation = { id: string; type: string; target: string };

/** The map of an XLSX package, by its relations, as the standard wants (never by file names). */
export async function readPackage(parts: ZipParts): Promise<WorkbookPackage> {
  const main = await mainPart(parts);
  if (main.endsWith(".bin")) throw refusal("xlsb");
  const relations = await readRelations(parts, main);
  const { date1904, sheets } = readSheets(xmlText(await parts.read(main)), relations);
  for (const sheet of sheets) {
    if (!parts.has(sheet.part)) throw refusal("missing_part", { part: sheet.part });
  }
  const partOf = (kind: string) => relations.find(({ type }) => type === kind)?.target ?? null;
  return { date1904, sheets, stylesPart: partOf("styles"), stringsPart: partOf("sharedStrings") };
}

async function mainPart(parts: ZipParts): Promise<string> {
  if (parts.has("mimetype")) {
    const mime = (await parts.read("mimetype")).toString("latin1");
    if (mime.includes("opendocument")) throw refusal("open_document");
  }
  if (!parts.has("[Content_Types].xml") && !parts.has("_rels/.rels")) {
    throw refusal("not_a_workbook");
  }
  if (!parts.has("_rels/.rels")) throw refusal("missing_part", { part: "_rels/.rels" });
  const relations = await readRelations(parts, "");
  const main = relations.find(({ type }) => type === "officeDocument")?.target;
  if (main === undefined) throw refusal("not_a_workbook");
  if (main.startsWith("word/")) throw refusal("word_document");
  if (main.startsWith("ppt/")) throw refusal("presentation");
  if (!parts.has(main)) throw refusal("missing_part", { part: main });
  return main;
}

/** Relations of a part, their targets as names in the archive; outside targets are left out. */
async function readRelations(parts: ZipParts, part: string): Promise<Relation[]> {
  const slash = part.lastIndexOf("/");
  const folder = part.slice(0, slash + 1);
  const relsPart = `${folder}_rels/${part.slice(slash + 1)}.rels`;
  if (!parts.has(relsPart)) throw refusal("missing_part", { part: relsPart });
  const relations: Relation[] = [];
  for (const { name, isClose, attributes } of xmlTags(xmlText(await parts.read(relsPart)))) {
    if (name !== "Relationship" || isClose || attributes.TargetMode === "External") continue;
    const { Id: id = "", Type: type = "", Target: target = "" } = attributes;
    relations.push({
      id,
      type: type.slice(type.lastIndexOf("/") + 1),
      target: partName(folder, target),
    });
  }
  return relations;
}

/** "/xl/a.xml", "a.xml" and "../xl/a.xml" as seen from a folder of the package. */
function partName(folder: string, target: string): string {
  const path = target.startsWith("/") ? target : folder + target;
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return names.join("/");
}

function readSheets(
  xml: string,
  relations: Relation[],
): Pick<WorkbookPackage, "date1904" | "sheets"> {
  const sheets: SheetPart[] = [];
  let date1904 = false;
  for (const { name, isClose, attributes } of xmlTags(xml)) {
    if (name === "workbookPr") date1904 = isTrue(attributes.date1904);
    if (name !== "sheet" || isClose) continue;
    const id = attributes[":id"] ?? attributes.id;
    const relation = relations.find((candidate) => candidate.id === id);
    // Chart and dialog sheets have no rows.
    if (relation?.type !== "worksheet") continue;
    const isHidden = attributes.state === "hidden" || attributes.state === "veryHidden";
    sheets.push({ name: attributes.name ?? "", isHidden, part: relation.target });
  }
  return { date1904, sheets };
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true" || value === "on";
}

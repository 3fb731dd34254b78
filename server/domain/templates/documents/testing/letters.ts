import { strFromU8, unzipSync } from "fflate";
import { SaxesParser } from "saxes";
import type { Group } from "../../language";
import type { TemplateProblem } from "../problem";
import { readTemplate } from "../read-template";
import { type RenderedLetter, type RenderOptions, renderTemplate } from "../render-template";
import { VOCABULARY, world } from "./world";

export const OPTIONS: RenderOptions = { language: "cs", today: "2026-11-30" };

export interface Made {
  letter: RenderedLetter;
  problems: TemplateProblem[];
  /** Files of a package as text. */
  files: Record<string, string>;
  /** Paragraphs of the main part, one a line. */
  lines: string[];
}

/** Reads a template and makes one letter of it; every part must be well-formed XML. */
export function make(bytes: Uint8Array, root: Group = world(), fileName = "letter.docx"): Made {
  const { compiled, problems } = readTemplate(fileName, bytes, VOCABULARY);
  const letter = renderTemplate(compiled, root, OPTIONS);
  if (!("parts" in compiled)) return { letter, problems, files: {}, lines: [] };
  const files = filesOf(letter.bytes);
  const quick = renderTemplate(compiled, root, { ...OPTIONS, packing: "quick" });
  assertEqualFiles(filesOf(quick.bytes), files);
  const main = files["word/document.xml"] ?? files["content.xml"] ?? "";
  return { letter, problems, files, lines: linesOf(main) };
}

function assertEqualFiles(one: Record<string, string>, other: Record<string, string>): void {
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
    if (one[name] !== other[name]) throw new Error(`${name} depends on the way of packing`);
  }
}

/** Unpacks by another's hand, and parses every part of XML. */
export function filesOf(bytes: Uint8Array): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [name, part] of Object.entries(unzipSync(bytes))) {
    files[name] = strFromU8(part);
    if (/\.(?:xml|rels)$/.test(name)) assertWellFormed(files[name] ?? "", name);
  }
  return files;
}

export function assertWellFormed(xml: string, name = "part"): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw new Error(`${name}: ${error.message}`);
  });
  parser.write(xml).close();
}

/** Text of the paragraphs of a part, as a reader sees it. */
export function linesOf(xml: string): string[] {
  const lines: string[] = [];
  const open: string[] = [];
  const parser = new SaxesParser();
  let isText = false;
  parser.on("opentag", ({ name, attributes }) => {
    if (name === "w:p" || name === "text:p" || name === "text:h") open.push("");
    else if (name === "w:br" || name === "text:line-break") add("\n");
    else if (name === "w:tab" || name === "text:tab") add("\t");
    else if (name === "text:s") add(" ".repeat(Number(attributes["text:c"] ?? 1)));
    else if (name === "w:drawing" || name === "draw:frame") add("[picture]");
    isText = name === "w:t" || name.startsWith("text:");
  });
  parser.on("text", (text) => {
    if (isText) add(text);
  });
  parser.on("closetag", ({ name }) => {
    isText = name.startsWith("text:") && name !== "text:p";
    if (name === "w:p" || name === "text:p" || name === "text:h") lines.push(open.pop() ?? "");
  });
  const add = (text: string) => {
    if (open.length > 0) open[open.length - 1] += text;
  };
  parser.write(xml).close();
  return lines;
}

/** What forbids to send, as it is told to the author. */
export function errorsOf(problems: readonly TemplateProblem[]): TemplateProblem[] {
  return problems.filter(({ weight }) => weight === "error");
}

/** Codes of what is wrong, without the namespace. */
export function codesOf(problems: readonly TemplateProblem[]): string[] {
  return problems.map(({ code }) => code.replace(/^templates\./, ""));
}

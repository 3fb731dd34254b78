import { parseTag, pathsOf, type Tag, termAt, type Vocabulary } from "../language";
import type { CompiledTemplate, PackageTemplate, TextTemplate } from "./compiled";
import { type Detected, detect } from "./detect";
import { compileDocx } from "./docx/compile-docx";
import { htmlDialect } from "./html/html-dialect";
import { sanitise } from "./html/sanitise";
import { HTML_SCRIPT, PLAIN_SCRIPT } from "./html/write-html";
import { FILE_BYTES_MAX, TEXT_BYTES_MAX } from "./limits";
import { compileOdt } from "./odt/compile-odt";
import { Problems, type TemplateProblem } from "./problem";
import { refusal } from "./refusal";
import { packSteps } from "./render/pack-steps";
import { assemble, putTogether, type Reading } from "./structure/assemble";
import type { Placed } from "./structure/place-fields";
import { stepsOf } from "./structure/program";
import { readText, TEXT_DIALECT, TEXT_SCRIPT } from "./text/text-tree";

export interface ReadTemplate {
  compiled: CompiledTemplate;
  /** Letters may be sent only when none of them is an "error". */
  problems: TemplateProblem[];
}

/**
 * Reads a template: DOCX, ODT, HTML or text, told by its bytes. Everything else, and what is
 * damaged, locked, carries macros or is made to harm, is refused by `templates.<reason>`
 * (see `refusal.ts`). What is wrong inside a readable template is listed, each with its place.
 */
export function readTemplate(
  fileName: string,
  bytes: Uint8Array,
  vocabulary: Vocabulary,
): ReadTemplate {
  if (bytes.length > FILE_BYTES_MAX) {
    throw refusal("file_too_large", {
      sizeMb: Math.ceil(bytes.length / 1e6),
      limitMb: FILE_BYTES_MAX / 1e6,
    });
  }
  const problems = new Problems();
  const reading: Reading = { readTag: (source) => parseTag(source, vocabulary), problems };
  // A copy: parts of the file live as long as the template does.
  const detected = detect(fileName, Buffer.from(bytes));
  const { template, placed } = compile(detected, reading);
  if (template.format === "txt") sayPictures(placed, vocabulary, problems);
  const compiled = { ...template, ...summaryOf(placed) };
  if (compiled.expressions.length + compiled.broken.length === 0) problems.note("no_fields", {});
  return { compiled, problems: problems.found };
}

interface Compiled {
  template: PackageTemplate | TextTemplate;
  placed: Placed[];
}

function compile(detected: Detected, reading: Reading): Compiled {
  if ("entries" in detected) {
    const { entries } = detected;
    const made =
      detected.format === "docx" ? compileDocx(entries, reading) : compileOdt(entries, reading);
    for (const part of made.template.parts) packSteps(part.steps);
    return made;
  }
  if (detected.text.length > TEXT_BYTES_MAX) throw refusal("document_too_complex");
  return detected.format === "html"
    ? compileHtml(detected, reading)
    : compileText(detected, reading);
}

function compileHtml({ text }: { text: string }, reading: Reading): Compiled {
  const root = sanitise(text, reading.problems);
  const placed = assemble(root, htmlDialect(root), reading);
  const steps = stepsOf([root], HTML_SCRIPT);
  const plain = stepsOf(root.children, PLAIN_SCRIPT);
  return { template: { format: "html", steps, plain, endsBare: false }, placed: [placed] };
}

function compileText({ text }: { text: string }, reading: Reading): Compiled {
  const endsBare = !text.endsWith("\n");
  const { root, placed } = readText(endsBare ? `${text}\n` : text, reading);
  putTogether(root, TEXT_DIALECT, reading.problems);
  const steps = stepsOf(root.children, TEXT_SCRIPT);
  return { template: { format: "txt", steps, plain: null, endsBare }, placed: [placed] };
}

function summaryOf(placed: readonly Placed[]) {
  const fields = placed.flatMap((each) => each.fields);
  return {
    expressions: [...new Set(fields.map(({ source }) => source))],
    paths: [...new Set(fields.flatMap(({ tag }) => pathsOf(tag)))],
    broken: [...new Set(placed.flatMap((each) => each.broken))],
  };
}

/** A text has no place for a picture. */
function sayPictures(placed: readonly Placed[], vocabulary: Vocabulary, problems: Problems): void {
  for (const { tag, source, place } of placed.flatMap((each) => each.fields)) {
    if (isPicture(tag, vocabulary)) problems.error("picture_in_text", { source, place });
  }
}

function isPicture(tag: Tag, vocabulary: Vocabulary): boolean {
  return (
    tag.kind === "print" &&
    pathsOf(tag).some((path) => termAt(vocabulary, path)?.kind === "picture")
  );
}

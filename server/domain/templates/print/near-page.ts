import { detect } from "../documents/detect";
import { sanitise } from "../documents/html/sanitise";
import { HTML_SCRIPT } from "../documents/html/write-html";
import { PART_BYTES_MAX, SHOWN_PICTURE_BYTES_MAX } from "../documents/limits";
import { odtHtml } from "../documents/odt/odt-html";
import { type PackageEntry, unpack } from "../documents/package/read-package";
import { Problems } from "../documents/problem";
import { refusal } from "../documents/refusal";
import { stepsOf } from "../documents/structure/program";

/**
 * The text of a DOCX or ODT as a HTML page: its words, headings, lists, tables and pictures, not its
 * pages, fonts, heads and feet. Nothing in it runs or loads. Throws invalid `templates.<reason>` of a
 * file that is damaged, too large, or no such document.
 */
export async function nearPage(bytes: Buffer): Promise<string> {
  const detected = detect("document", bytes);
  if (!("entries" in detected)) throw refusal("not_a_document");
  assertSmall(detected.entries);
  const html = detected.format === "odt" ? odtHtml(detected.entries) : await docxHtml(bytes);
  const root = sanitise(html, new Problems());
  return stepsOf([root], HTML_SCRIPT)
    .map((step) => (step.kind === "constant" ? step.text : ""))
    .join("");
}

/** The reader of DOCX unpacks whatever it is given; each part is held to what it says of its size. */
function assertSmall(entries: readonly PackageEntry[]): void {
  const parts = entries.filter(({ name }) => /\.(?:xml|rels)$/i.test(name));
  const sum = parts.reduce((all, { size }) => all + size, 0);
  if (sum > PART_BYTES_MAX) throw refusal("document_too_complex");
  for (const entry of entries) unpack(entry);
}

/** Loaded when somebody looks: most installs print by a word processor. */
async function docxHtml(bytes: Buffer): Promise<string> {
  const { default: mammoth } = await import("mammoth");
  // Pictures that lie outside the file are left out, whatever the document asks for.
  const made = await mammoth
    .convertToHtml(
      { buffer: bytes },
      { externalFileAccess: false, convertImage: mammoth.images.imgElement(someImages()) },
    )
    .catch(() => {
      throw refusal("damaged", { part: "word/document.xml" });
    });
  return made.value;
}

/**
 * Pictures as long as all of them together keep their bound; afterwards none is unpacked any more,
 * however often it stands in the document. One after another, so that no crowd of them slips past.
 */
function someImages(): (image: Image) => Promise<{ src: string }> {
  let leftBytes = SHOWN_PICTURE_BYTES_MAX;
  let line: Promise<unknown> = Promise.resolve();
  const sourceOf = async (image: Image): Promise<{ src: string }> => {
    if (leftBytes <= 0) return LEFT_OUT;
    const bytes = await image.readAsBuffer();
    leftBytes -= bytes.length;
    if (leftBytes < 0) return LEFT_OUT;
    return { src: `data:${image.contentType};base64,${bytes.toString("base64")}` };
  };
  return (image) => {
    const shown = line.then(() => sourceOf(image));
    line = shown.catch(() => undefined);
    return shown;
  };
}

type Image = { contentType: string; readAsBuffer(): Promise<Buffer> };
/** An image that leads nowhere is dropped as the page is cleaned. */
const LEFT_OUT = { src: "" };

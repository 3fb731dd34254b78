import { PDFArray, PDFDict, PDFName, type PDFObject, PDFStream } from "@cantoo/pdf-lib";
import { openedPdf } from "./pages";

/** Actions and entries by which a PDF does more than show its pages (ISO 32000-1, 12.6.4, 7.11.4). */
const ACTIVE = new Set([
  ...["JS", "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "EF", "GoToE", "RichMedia"],
  ...["XFA", "SubmitForm", "ImportData", "Movie", "Sound", "Rendition", "3D"],
]);
const DEPTH_MAX = 100;

/**
 * Whether a PDF runs scripts, starts programs, sends forms or carries other files. Throws invalid
 * `templates.pdf_unreadable`, for one that is locked by a password too.
 */
export async function isActivePdf(bytes: Uint8Array): Promise<boolean> {
  const pdf = await openedPdf(bytes);
  return pdf.context.enumerateIndirectObjects().some(([, object]) => isActive(object, 0));
}

/** References are not followed: what they lead to is an object of its own, and is looked at there. */
function isActive(object: PDFObject, depth: number): boolean {
  if (depth > DEPTH_MAX) return true;
  if (object instanceof PDFName) return ACTIVE.has(object.decodeText());
  if (object instanceof PDFStream) return isActive(object.dict, depth + 1);
  if (object instanceof PDFArray) return object.asArray().some((each) => isActive(each, depth + 1));
  if (!(object instanceof PDFDict)) return false;
  return object
    .entries()
    .some(([key, value]) => ACTIVE.has(key.decodeText()) || isActive(value, depth + 1));
}

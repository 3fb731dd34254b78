import type { AttachmentKind } from "@/db/values/templates";
import { imageOfBytes, isActivePdf } from "@/server/connectors/pdf";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { MEDIA_TYPES } from "../documents/compiled";
import { detect } from "../documents/detect";
import { refuseActiveParts } from "../documents/refuse-active";

const SORTS: Record<AttachmentKind, { mediaType: string; endings: readonly string[] }> = {
  pdf: { mediaType: "application/pdf", endings: ["pdf"] },
  docx: { mediaType: MEDIA_TYPES.docx, endings: ["docx"] },
  odt: { mediaType: MEDIA_TYPES.odt, endings: ["odt"] },
  png: { mediaType: "image/png", endings: ["png"] },
  jpeg: { mediaType: "image/jpeg", endings: ["jpg", "jpeg"] },
};

/** How programs and scripts begin, as hexadecimal digits: Windows, Linux, macOS, Java, a link. */
const PROGRAMS = [
  ...["4d5a", "7f454c46", "feedface", "feedfacf", "cefaedfe", "cffaedfe", "cafebabe"],
  ...["2321", "4c00000001140200"],
];
const RUNNABLE =
  /\.(?:exe|com|scr|msi|dll|bat|cmd|ps1|vbs|vbe|jse?|wsf|hta|jar|lnk|reg|sh|apk|app|iso)$/i;
/** What the reader of templates says of a file that is sound, but of another sort. */
const OTHER_SORT = new Set([
  ...["archive", "image", "not_a_document", "pdf", "presentation", "rtf", "unknown_file"],
  ...["web_archive", "workbook", "legacy_doc", "legacy_office", "flat_xml", "empty_file"],
]);

export interface KnownAttachment {
  kind: AttachmentKind;
  mediaType: string;
  /** With the ending of what it is: data boxes go by endings, and nobody is told a wrong one. */
  name: string;
}

/**
 * What a file is by its content, and that it does nothing but show itself. Throws invalid:
 * `templates.attachment_program`, `.attachment_active` (a PDF with scripts or other files inside),
 * `.attachment_kind` for any other sort, `.pdf_unreadable`, `.image_unreadable`, and what the reader
 * of templates says of a DOCX or ODT with macros, a password, files inside, or parts and fields that
 * fetch or start something.
 */
export async function knownAttachment(fileName: string, bytes: Buffer): Promise<KnownAttachment> {
  const kind = await kindOf(fileName, bytes);
  const { mediaType, endings } = SORTS[kind];
  const ending = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? "";
  const name = endings.includes(ending) ? fileName : `${fileName}.${endings[0]}`;
  return { kind, mediaType, name };
}

async function kindOf(fileName: string, bytes: Buffer): Promise<AttachmentKind> {
  const hex = bytes.toString("hex", 0, 16);
  if (hex.startsWith("255044462d")) {
    if (await isActivePdf(bytes)) throw new DomainError("invalid", "templates.attachment_active");
    return "pdf";
  }
  if (hex.startsWith("89504e470d0a1a0a") || hex.startsWith("ffd8ff")) {
    imageOfBytes(bytes);
    return hex.startsWith("ff") ? "jpeg" : "png";
  }
  if (PROGRAMS.some((start) => hex.startsWith(start)) || RUNNABLE.test(fileName.trim())) {
    throw new DomainError("invalid", "templates.attachment_program");
  }
  return documentKind(fileName, bytes);
}

function documentKind(fileName: string, bytes: Buffer): AttachmentKind {
  try {
    const detected = detect(fileName, bytes);
    if ("entries" in detected) {
      refuseActiveParts(detected.entries, detected.format);
      return detected.format;
    }
  } catch (error) {
    const isSort = isDomainError(error) && OTHER_SORT.has(error.code.replace("templates.", ""));
    if (!isSort) throw error;
  }
  throw new DomainError("invalid", "templates.attachment_kind");
}

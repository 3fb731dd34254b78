const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const ODT = "application/vnd.oasis.opendocument.text";

/** What a document is printed by; null for what nothing here prints. */
export type PrintWay = "docx" | "odt" | "html" | "text" | "image";

const bare = (mediaType: string): string => mediaType.split(";")[0]?.trim().toLowerCase() ?? "";

export function printWayOf(mediaType: string): PrintWay | null {
  const type = bare(mediaType);
  if (type === DOCX) return "docx";
  if (type === ODT) return "odt";
  if (type === "text/html") return "html";
  if (type === "image/png" || type === "image/jpeg") return "image";
  return type === "text/plain" ? "text" : null;
}

/** Types that wait for a word processor, also where a mail could carry them as they are. */
export const OFFICE_TYPES = [DOCX, ODT];

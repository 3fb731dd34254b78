import { DomainError, isDomainError } from "@/server/kernel/errors";
import { knownAttachment } from "../../templates";

export interface JudgedFile {
  mediaType: string;
  /** With the ending of what it is. */
  name: string;
}

/**
 * What a file of a client's is by its content, never by its name: a PDF, JPEG, PNG, DOCX or ODT that
 * does nothing but show itself, or plain text. Throws invalid `requests.file_unsafe` of what could
 * run or fetch something, `requests.file_kind` of any other sort.
 */
export async function judgeFile(name: string, bytes: Buffer): Promise<JudgedFile> {
  if (isText(name, bytes)) {
    return { mediaType: "text/plain", name: /\.txt$/i.test(name) ? name : `${name}.txt` };
  }
  try {
    const { mediaType, name: known } = await knownAttachment(name, bytes);
    return { mediaType, name: known };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const isOtherSort = error.code === "templates.attachment_kind";
    throw new DomainError("invalid", isOtherSort ? "requests.file_kind" : "requests.file_unsafe", {
      name,
    });
  }
}

/** Of control characters people who write something down need these three. */
const isControl = (byte: number) =>
  byte === 0x7f || (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);

/** Only what calls itself text: a page or a script is none, however readable it is. */
function isText(name: string, bytes: Buffer): boolean {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "txt";
  if (ending !== "txt" || bytes.subarray(0, 2).toString("latin1") === "#!") return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return !bytes.some(isControl) && bytes.subarray(0, 5).toString("latin1") !== "%PDF-";
  } catch {
    return false;
  }
}

import type { EVIDENCE_TYPES } from "@/server/domain/registers/inputs";

/** The input holds it as base64, a third longer than the file. */
export const EVIDENCE_BYTES_MAX = 4 * 1024 * 1024;
export const EVIDENCE_ACCEPT = ".pdf,.png,.jpg,.jpeg,.html,.htm";

const BY_EXTENSION: Readonly<Record<string, (typeof EVIDENCE_TYPES)[number]>> = {
  pdf: "application/pdf",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  html: "text/html",
  htm: "text/html",
};

export interface Evidence {
  name: string;
  mediaType: (typeof EVIDENCE_TYPES)[number];
  base64: string;
}

/** A saved page as the verb takes it; null for a file of another kind. */
export async function evidenceOf(file: File): Promise<Evidence | null> {
  const mediaType = BY_EXTENSION[file.name.split(".").at(-1)?.toLowerCase() ?? ""];
  if (!mediaType) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  // Given all at once, a large file has more arguments than a call takes.
  for (let at = 0; at < bytes.length; at += 32_768) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  }
  return { name: file.name, mediaType, base64: btoa(binary) };
}

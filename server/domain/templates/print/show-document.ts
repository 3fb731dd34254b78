import { createHash } from "node:crypto";
import { keepLastUsed } from "@/server/kernel/last-used";
import type { Locale } from "@/server/kernel/locale";
import type { Context } from "../../context";
import { nearPage } from "./near-page";
import { type Printed, type PrintedSource, printFiles } from "./print-files";
import { printWayOf } from "./print-way";

/** A document to be looked at: its pages, or only its words where nothing here makes pages of it. */
export type ShownDocument = { look: "print"; pdf: Buffer } | { look: "near"; html: string };

const BYTES_KEPT_MAX = 64 * 1024 * 1024;
/** By the hash of what was printed: who has the bytes already learns nothing by the print of them. */
const kept = keepLastUsed<Buffer>(BYTES_KEPT_MAX, ({ length }) => length);
const running = new Map<string, Promise<Printed>>();

/** Whether a document of this type has pages that only a print shows. */
export function hasPages(mediaType: string): boolean {
  const way = printWayOf(mediaType);
  return way === "docx" || way === "odt";
}

/**
 * A DOCX or ODT as it will be printed, by the word processor of this machine; where there is none, or
 * it cannot read the document, as its words alone. A second look at the same bytes costs nothing.
 * Throws as `nearPage` of a document that cannot be read at all. Not to be called in a transaction:
 * a word processor takes seconds.
 */
export async function showDocument(
  ctx: Context,
  { file, language }: { file: PrintedSource; language: Locale },
): Promise<ShownDocument> {
  const key = createHash("sha256").update(file.bytes).digest("hex");
  const known = kept.get(key);
  if (known) return { look: "print", pdf: known };
  const printing = running.get(key) ?? printOne(ctx, { file, language });
  running.set(key, printing);
  try {
    const printed = await printing;
    if (printed.ok) {
      kept.set(key, printed.pdf);
      return { look: "print", pdf: printed.pdf };
    }
  } finally {
    running.delete(key);
  }
  return { look: "near", html: await nearPage(file.bytes) };
}

async function printOne(
  ctx: Context,
  toPrint: { file: PrintedSource; language: Locale },
): Promise<Printed> {
  const [printed] = await printFiles(ctx, [toPrint], { isWaitedFor: true });
  return printed ?? { ok: false, reason: "not_printed" };
}

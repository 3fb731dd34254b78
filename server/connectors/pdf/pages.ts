import { createHash } from "node:crypto";
import { PDFDocument, PDFHexString } from "@cantoo/pdf-lib";
import { DomainError } from "@/server/kernel/errors";

/** Pages of a PDF of any writer. Throws invalid `templates.pdf_unreadable`, for a locked one too. */
export async function countPages(bytes: Uint8Array): Promise<number> {
  return (await openedPdf(bytes)).getPageCount();
}

/** Width and height of each page as it is seen, in points. Throws as `countPages`. */
export async function pageSizes(bytes: Uint8Array): Promise<{ width: number; height: number }[]> {
  return (await openedPdf(bytes)).getPages().map((page) => {
    const { width, height } = page.getSize();
    const isTurned = page.getRotation().angle % 180 !== 0;
    return isTurned ? { width: height, height: width } : { width, height };
  });
}

/**
 * One PDF of several, a letter and what is put behind it, in their order. The same files with the
 * same title and instant are the same bytes. One alone stays as it is. Throws as `countPages`.
 */
export async function joinPdf(
  pdfs: readonly Uint8Array[],
  { title, createdAt }: { title: string; createdAt: Date },
): Promise<{ bytes: Buffer; pages: number }> {
  const [only] = pdfs;
  if (only && pdfs.length === 1) return { bytes: Buffer.from(only), pages: await countPages(only) };
  const whole = await PDFDocument.create({ updateMetadata: false });
  for (const bytes of pdfs) {
    const part = await openedPdf(bytes);
    for (const page of await whole.copyPages(part, part.getPageIndices())) whole.addPage(page);
  }
  whole.setTitle(title);
  whole.setProducer("Saldo");
  whole.setCreationDate(createdAt);
  whole.setModificationDate(createdAt);
  const digest = createHash("sha256").update(title).update(createdAt.toISOString());
  for (const bytes of pdfs) digest.update(bytes);
  const id = PDFHexString.of(digest.digest("hex").slice(0, 32).toUpperCase());
  whole.context.trailerInfo.ID = whole.context.obj([id, id]);
  const saved = await whole.save({ addDefaultPage: false });
  return { bytes: Buffer.from(saved), pages: whole.getPageCount() };
}

/** A PDF that has a page. Throws as `countPages`. */
export async function openedPdf(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
    // A file without a page is a damaged one, and the tree is walked only here.
    if (pdf.getPageCount() > 0) return pdf;
  } catch (cause) {
    throw new DomainError({ kind: "invalid", cause }, "templates.pdf_unreadable");
  }
  throw new DomainError("invalid", "templates.pdf_unreadable");
}

import { htmlToPdf, textToPdf } from "@/server/connectors/pdf";
import { isDomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import type { Context } from "../../context";
import { printWayOf } from "./print-way";

export type Printed = { ok: true; pdf: Buffer } | { ok: false; reason: string };

/** A document as it was made. */
export interface PrintedSource {
  name: string;
  mediaType: string;
  bytes: Buffer;
}

interface ToPrint {
  file: PrintedSource;
  language: Locale;
}

const NO_OFFICE: Printed = { ok: false, reason: "office_missing" };

/**
 * Documents as PDF, in the order given: those of word processors in one batch, pages and texts by
 * ourselves. A document that cannot be printed costs only itself; what a person waits for goes before
 * the rest.
 */
export async function printFiles(
  ctx: Context,
  files: readonly ToPrint[],
  rules: { isWaitedFor?: boolean } = {},
): Promise<Printed[]> {
  const answers = new Map<ToPrint, Printed>();
  const forOffice = files.filter(({ file }) => isOffice(file));
  const printed = await byOffice(ctx, forOffice, rules);
  for (const [index, each] of forOffice.entries()) answers.set(each, printed[index] ?? NO_OFFICE);
  for (const each of files) {
    if (!answers.has(each)) answers.set(each, await byUs(ctx, each));
  }
  return files.map((each) => answers.get(each) ?? { ok: false, reason: "not_printed" });
}

function isOffice({ mediaType }: PrintedSource): boolean {
  const way = printWayOf(mediaType);
  return way === "docx" || way === "odt";
}

async function byOffice(
  ctx: Context,
  files: readonly ToPrint[],
  rules: { isWaitedFor?: boolean },
): Promise<Printed[]> {
  if (files.length === 0) return [];
  const office = await ctx.outside?.office?.();
  if (!office?.isInstalled) return files.map(() => NO_OFFICE);
  const documents = files.map(({ file }) => ({
    format: printWayOf(file.mediaType) as "docx" | "odt",
    content: file.bytes,
  }));
  const answers = await office.toPdf(documents, { createdAt: ctx.now, ...rules });
  return answers.map((answer): Printed => {
    return answer.isConverted
      ? { ok: true, pdf: answer.pdf }
      : { ok: false, reason: answer.reason };
  });
}

async function byUs(ctx: Context, { file, language }: ToPrint): Promise<Printed> {
  const way = printWayOf(file.mediaType);
  const options = { title: file.name, author: "", language, createdAt: ctx.now };
  try {
    const print = way === "text" ? textToPdf : htmlToPdf;
    const source = way === "image" ? sheetOfImage(file.bytes) : file.bytes.toString("utf8");
    return { ok: true, pdf: (await print(source, options)).bytes };
  } catch (cause) {
    if (isDomainError(cause)) return { ok: false, reason: cause.code.replace(/^\w+\./, "") };
    ctx.log.error("print failed", { mediaType: file.mediaType, cause });
    return { ok: false, reason: "not_printed" };
  }
}

/** A page with the picture alone; one that is larger than the page is made to fit. */
function sheetOfImage(bytes: Buffer): string {
  const type = bytes[0] === 0xff ? "jpeg" : "png";
  return `<p><img src="data:image/${type};base64,${bytes.toString("base64")}" alt=""></p>`;
}
